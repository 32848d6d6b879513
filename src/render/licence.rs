//! Where a licence can be read.

/// The deed of a Creative Commons licence: `CC BY-SA 4.0`.
pub(super) fn deed(licence: &str) -> Option<String> {
    let rest = licence.strip_prefix("CC ")?;
    let (kind, version) = rest.split_once(' ')?;
    let kind = kind.to_lowercase();
    let known =
        matches!(kind.as_str(), "by" | "by-sa" | "by-nd" | "by-nc" | "by-nc-sa" | "by-nc-nd");
    let version =
        ["1.0", "2.0", "2.5", "3.0", "4.0"].into_iter().find(|known| *known == version)?;
    known.then(|| format!("https://creativecommons.org/licenses/{kind}/{version}/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_are_known_for_common_licences_only() {
        let expected = "https://creativecommons.org/licenses/by-sa/4.0/";
        assert_eq!(deed("CC BY-SA 4.0").as_deref(), Some(expected));
        assert_eq!(deed("CC BY-XX 4.0"), None);
        assert_eq!(deed("CC BY 9/../.."), None);
        assert_eq!(deed("All rights reserved"), None);
    }
}
