//! What a bucket of S3 is told of by commands: redirects, and who may embed the search.

use serde_json::json;

use crate::config::Origin;

use super::rule::Rule;
use super::stub;

/// A line for each object: its key and the value of `x-amz-website-redirect-location`.
pub(super) fn redirects(rules: &[Rule<'_>]) -> String {
    let mut text = String::new();
    for rule in rules {
        let Some(to) = &rule.to else { continue };
        text.push_str(&format!("{}\t{to}\n", stub::file(rule.from)));
    }
    text
}

/// The bucket's rules for pages of other origins, as `aws s3api put-bucket-cors` reads them.
pub(super) fn cors(embed: &[Origin]) -> String {
    let origins: Vec<&str> = embed.iter().map(Origin::as_str).collect();
    let rules = json!({ "CORSRules": [{ "AllowedOrigins": origins, "AllowedMethods": ["GET"] }] });
    format!("{rules:#}\n")
}
