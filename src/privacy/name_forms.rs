//! Other ways to write a name that an entry of privacy.yaml asks for: `forms:`.

use std::collections::BTreeSet;

/// A way to write a name that is looked for where the entry says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameForm {
    /// `Zupan Tina`, `Zupan, Tina`.
    Reversed,
    /// `T. Zupan`, `Tina Z.`.
    Initials,
    /// `Tino Zupan`, `Тіною Зупан`.
    Cases,
}

impl NameForm {
    /// All, with the words of privacy.yaml.
    pub const ALL: [(&'static str, NameForm); 3] = [
        ("reversed", NameForm::Reversed),
        ("initials", NameForm::Initials),
        ("cases", NameForm::Cases),
    ];

    /// Returns the word of privacy.yaml.
    pub fn name(self) -> &'static str {
        match self {
            NameForm::Reversed => "reversed",
            NameForm::Initials => "initials",
            NameForm::Cases => "cases",
        }
    }
}

/// Writes a folded name of several words in other ways, each with the form that it has. A name
/// of one word has none.
pub(super) fn other_forms(name: &str, asked: &BTreeSet<NameForm>) -> Vec<(String, NameForm)> {
    let words: Vec<&str> = name.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let [given @ .., last] = words.as_slice() else { return Vec::new() };
    if given.is_empty() {
        return Vec::new();
    }
    let (is_reversed, has_initials) =
        (asked.contains(&NameForm::Reversed), asked.contains(&NameForm::Initials));
    let mut all = Vec::new();
    if is_reversed {
        all.extend(behind(last, &[given.join(" "), given.concat()], NameForm::Reversed));
    }
    if has_initials {
        let initials = initials(given);
        for initials in &initials {
            all.push((format!("{initials} {last}"), NameForm::Initials));
            // `tzupan` is a name of an account.
            if !initials.contains(['.', ' ']) && last.chars().count() >= 3 {
                all.push((format!("{initials}{last}"), NameForm::Initials));
            }
        }
        let first = first_letter(last);
        all.push((format!("{} {first}.", given.join(" ")), NameForm::Initials));
        all.push((format!("{} {first}", given.join(" ")), NameForm::Initials));
        if is_reversed {
            all.extend(behind(last, &initials, NameForm::Initials));
        }
    }
    all
}

/// Writes the last word in front.
fn behind<'a>(
    last: &'a str,
    given: &'a [String],
    form: NameForm,
) -> impl Iterator<Item = (String, NameForm)> + 'a {
    given.iter().flat_map(move |given| {
        [", ", ",", " ", ""].into_iter().filter_map(move |between| {
            // `zupant` may be a word.
            let is_told = !between.is_empty() || given.chars().count() > 2;
            is_told.then(|| (format!("{last}{between}{given}"), form))
        })
    })
}

/// `j. r.`, `j r`, `jr`, `j.`, `j`: what may stand for given names.
fn initials(given: &[&str]) -> Vec<String> {
    let letters: Vec<String> = given.iter().map(|word| first_letter(word)).collect();
    let dotted: Vec<String> = letters.iter().map(|letter| format!("{letter}.")).collect();
    let spaced = letters.join(" ");
    let mut all = vec![
        dotted.join(" "),
        // A dot right in front of a word is folded into a space.
        format!("{spaced}."),
        spaced,
        letters.concat(),
        dotted[0].clone(),
        letters[0].clone(),
        // `Tina M. Zupan`
        std::iter::once(given[0].to_owned())
            .chain(dotted[1..].iter().cloned())
            .collect::<Vec<_>>()
            .join(" "),
    ];
    all.retain(|one| *one != given.join(" "));
    all.sort();
    all.dedup();
    all
}

fn first_letter(word: &str) -> String {
    word.chars().take(1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(name: &str, asked: &[NameForm]) -> Vec<String> {
        let asked = asked.iter().copied().collect();
        other_forms(name, &asked).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn names_are_turned_round_and_shortened() {
        let reversed = forms("tina zupan", &[NameForm::Reversed]);
        for form in ["zupan tina", "zupan, tina", "zupantina"] {
            assert!(reversed.iter().any(|known| known == form), "{form} {reversed:?}");
        }
        let short = forms("tina maria zupan", &[NameForm::Initials]);
        for form in [
            "t. m. zupan",
            "t m zupan",
            "t. zupan",
            "t zupan",
            "tmzupan",
            "tzupan",
            "tina m. zupan",
            "tina maria z.",
        ] {
            assert!(short.iter().any(|known| known == form), "{form} {short:?}");
        }
        let both = forms("tina zupan", &[NameForm::Reversed, NameForm::Initials]);
        assert!(both.iter().any(|form| form == "zupan, t.") && !both.contains(&"zupant".into()));
        assert_eq!(forms("tina", &[NameForm::Reversed, NameForm::Initials]), [] as [String; 0]);
    }
}
