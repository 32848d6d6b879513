//! A thread in parts.

/// A thread, cut into parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What is said of the whole thread, in the order of the file.
    pub fields: Vec<Field>,
    /// The first text.
    pub body: String,
    /// How the first text is marked up, when not as usual.
    pub markup: Option<String>,
    /// What follows: comments on the question, then answers.
    pub posts: Vec<Post>,
}

/// One value with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name.
    pub key: String,
    /// The value as the file writes it, in markdown with the name.
    pub raw: String,
    /// The items, when it is a list of texts.
    pub items: Option<Vec<String>>,
    /// It is a file that came with the post.
    pub is_file: bool,
}

/// An answer or a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Post {
    /// Its id, where it says one; what has none was written by hand.
    pub id: Option<String>,
    /// It is an answer.
    pub is_answer: bool,
    /// What is said of it.
    pub fields: Vec<Field>,
    /// The heading as the file writes it, where nobody had to write it anew.
    pub heading: Option<String>,
    /// The text.
    pub body: String,
    /// How the text is marked up, when not as usual.
    pub markup: Option<String>,
    /// Remarks on it.
    pub comments: Vec<Post>,
}

impl Field {
    /// Makes a field.
    pub fn new(key: impl Into<String>, raw: impl Into<String>) -> Field {
        Field { key: key.into(), raw: raw.into(), items: None, is_file: false }
    }

    /// Makes a field of a file that came with the post: it is known by what it is called, and
    /// by its number where several are called so. `before` are the fields so far.
    pub fn file(name: &str, raw: impl Into<String>, before: &[Field]) -> Field {
        let numbered = (2..).map(|n| format!("file {name} #{n}"));
        let mut keys = std::iter::once(format!("file {name}")).chain(numbered);
        let is_free = |key: &String| find(before, key).is_none();
        let key = keys.find(is_free).expect("numbers do not end before files do");
        Field { is_file: true, ..Field::new(key, raw) }
    }

    /// Tells whether two fields say the same, however a list is written.
    pub fn says(&self, other: &Field) -> bool {
        match (&self.items, &other.items) {
            (Some(one), Some(two)) => one == two,
            _ => self.raw.trim_end() == other.raw.trim_end(),
        }
    }
}

impl Post {
    /// Tells whether two posts say the same, with all that is below them.
    pub fn says(&self, other: &Post) -> bool {
        let fields = |post: &Post| post.fields.len();
        fields(self) == fields(other)
            && self.fields.iter().all(|field| {
                let same = other.fields.iter().find(|known| known.key == field.key);
                same.is_some_and(|same| same.says(field))
            })
            && (&self.body, &self.markup) == (&other.body, &other.markup)
            && self.comments.len() == other.comments.len()
            && self.comments.iter().zip(&other.comments).all(|(one, two)| one.says(two))
    }
}

/// Finds a field by its name.
pub(super) fn find<'f>(fields: &'f [Field], key: &str) -> Option<&'f Field> {
    fields.iter().find(|field| field.key == key)
}
