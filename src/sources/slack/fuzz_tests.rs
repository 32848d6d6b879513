use super::people::Names;
use super::{blocks, mrkdwn};
use crate::sources::fuzz_tests::{SOWN, is_well_made, seen, words_are_kept};
use crate::testing::Fuzz;

const ELEMENTS: &str = "p br strong em del code pre blockquote ul ol li a hr";

struct Somebody;

impl Names for Somebody {
    fn user(&self, id: &str) -> Option<String> {
        (id == "U1").then(|| "Olena <b>".to_owned())
    }

    fn channel(&self, id: &str) -> Option<String> {
        (id == "C1").then(|| "help".to_owned())
    }
}

#[test]
fn mrkdwn_of_any_kind_becomes_markup_with_all_its_words() {
    let seeds = [
        "*b* _i_ ~s~ `c` <@U1> <#C1|x> <!here> <https://a.example/?x=1&amp;y|A &lt;b&gt;> :wink:",
        "&gt; q\n&gt; r\n• one\n    ◦ two\n        ▪ three\n1. x\n\n```\n&lt;b&gt; <@U1>\n```",
        "a\n&gt;&gt;&gt; q\nr\n\ns```x```",
        "<!date^0^{date}^https://a.example|May 7> <mailto:a@b.example|mail> <tel:1>",
    ];
    let words = "*¦_¦~¦`¦```¦<¦>¦|¦&gt;¦&lt;¦&amp;¦• ¦◦ ¦▪ ¦- ¦1. ¦\n¦\n\n¦    ¦<@U1>¦<#C1>¦\
        <!subteam^S1|¦<https://¦:+1:¦:¦://"
        .split('¦');
    Fuzz::new("Slack mrkdwn", 2_000).seeds(seeds).words(words).words(SOWN).text(|input| {
        let html = mrkdwn::to_html(input, &Somebody);
        is_well_made(&html, ELEMENTS, input);
        if !input.contains(['<', ':']) {
            words_are_kept(input, &seen(&html));
        }
    });
}

#[test]
fn blocks_of_any_kind_become_markup() {
    let seeds = [
        r##"[{"type":"header","text":{"type":"plain_text","text":"Lamp :tada: news"}},
{"type":"section","text":{"type":"mrkdwn","text":"*Hold* it"},"fields":[{"type":"plain_text",
"text":"a\nb"}]},{"type":"context","elements":[{"type":"image","alt_text":"a ring"}]},
{"type":"table","rows":[[{"type":"raw_text","text":"1 < 2"}]]}]"##,
        r##"[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[
{"type":"text","text":"by\n","style":{"bold":true,"code":true}},{"type":"user","user_id":"U1"},
{"type":"link","url":"https://a.example","text":"x"},{"type":"emoji","name":"x","unicode":"1f1f8"},
{"type":"date","timestamp":0,"fallback":"May 7"}]},{"type":"rich_text_list","style":"ordered",
"indent":2,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]}]},
{"type":"rich_text_quote","elements":[{"type":"text","text":"q"}]},
{"type":"rich_text_preformatted","elements":[{"type":"text","text":"a <b>"}]}]}]"##,
        r#"[{"is_share":true,"from_url":"https://a.slack.com/x","text":"Turn *left*",
"fields":[{"title":"t","value":"done"}],"title":"Job","title_link":"https://a.example/7",
"author_name":"Build","footer":"night","message_blocks":[{"message":{"blocks":[]}}]}]"#,
    ];
    let words = "{¦}¦[¦]¦,¦:¦\"¦null¦\\u003c¦-1¦<b>¦*".split('¦');
    Fuzz::new("Slack blocks", 15_000).seeds(seeds).words(words).words(SOWN).text(|input| {
        let elements = &format!("{ELEMENTS} table tr td");
        is_well_made(&blocks::to_html(input, &Somebody), elements, input);
        is_well_made(&blocks::attached_to_html(input, &Somebody), elements, input);
    });
}
