//! Texts with `$`, and what is math in them: where the settings say that signs mean math,
//! and where they may mean something else.

use crate::math::{Rule, expressions};

/// How a text is read: with `math: on`, and by itself. With `math: off` nothing is looked for.
struct Reading {
    text: &'static str,
    on: &'static [&'static str],
    auto: &'static [&'static str],
}

/// A text that holds no math.
const fn none(text: &'static str) -> Reading {
    Reading { text, on: &[], auto: &[] }
}

/// A text that holds math for everybody.
const fn math(text: &'static str, found: &'static [&'static str]) -> Reading {
    Reading { text, on: found, auto: found }
}

/// A text that holds math where signs mean math alone.
const fn signed(text: &'static str, on: &'static [&'static str]) -> Reading {
    Reading { text, on, auto: &[] }
}

const AMOUNTS: [Reading; 31] = [
    none("It went from 5$-15$ in a week."),
    none("5$ - 15$, or 5 $ - 15 $, or 5 $-15 $"),
    none("between 5$–15$ a night"),
    none("$5-$15 and $5 - $15"),
    none("$5/$10/$20 a seat"),
    none("$.99 and $.50, $.99/$.50"),
    none("$1,200.50 plus $3,000"),
    none("5$/month-10$/year"),
    none("5k$-10k$, 1.5M$/2M$"),
    none("from $100K-$200K"),
    none("US$5 and A$7"),
    none("US$5-A$ 7, or NZ$5 to C$ 9"),
    none("R$5 e R$ 20, R$ 1.000,00/R$ 2.000,00"),
    none("$5 or 10$"),
    none("$20 apiece; I had 30$"),
    none("5$, 10$ and 20$"),
    none("5$+1$=6$"),
    none("(5$, then 10$)"),
    none("5 $/10 $ each"),
    none("20$.) and (30$"),
    none("10$ → 15$ and -5$/+5$"),
    none("€5/$6/£4, $6/€5"),
    none("it is 5$\u{a0}or 10$"),
    none("коштує 5$-10$ на місяць"),
    none("HK$100 は US$13 です"),
    none("USD 5$, MX$90/AR$ 900"),
    none("$5M-$10M, $5m to 10m$"),
    none("$$$, $$ and $"),
    none("\\$5 or \\$10"),
    none("a $5 bill and a 10$ bill"),
    none("a $5.-/$6.-"),
];

const VARIABLES: [Reading; 26] = [
    none("$HOME/$USER"),
    none("cd $HOME and $PATH"),
    none("$HOME:$PATH, $HOME $PATH, $HOME$USER"),
    none("'$HOME' '$PATH' and \"$HOME\" \"$PATH\""),
    none("$HOME (see $PATH)"),
    none("${VAR}"),
    none("${VAR}/bin:${PATH}"),
    none("${HOME}/x costs 5$"),
    none("${a}-${b} and `${i}`${j}"),
    none("${VAR:-x}/$y, ${#list[@]}${x}"),
    none("${HOME}\\bin;${TEMP}\\x"),
    none("$(cmd)"),
    none("$(date)/$(whoami), $(CC) $(CFLAGS)"),
    none("$(f) g$(h)"),
    none("$scope.$apply()"),
    none("$('#x').hide() + $('#y').show()"),
    none("$('#a')+$('#b')"),
    none("$.ajax/$.get"),
    none("$a=$b; $x == $y"),
    none("?q=$term&amp;page=$page"),
    none("$_GET/$_POST"),
    none("=SUM($A$1:$B$2)"),
    none("{{ $x }} {{ $y }}"),
    none("$1/$x and $2"),
    none("$AAPL, $AAPL/$TSLA, $AAPL $TSLA"),
    none("\\\\host\\C$ and \\\\host\\D$"),
];

const PATTERNS: [Reading; 8] = [
    none("^a$|b$"),
    none("/^a$|^b$/"),
    none("foo$|bar$"),
    none("[a-z]+$|\\d+$"),
    none("s/a$/b$/"),
    none("a[href$=\".pdf\"], img[src$=\".png\"]"),
    none("kill $$; echo $$"),
    none("pa$$word or my$$pass"),
];

const FORMULAS: [Reading; 23] = [
    math("for $x$ and $n$", &["$x$", "$n$"]),
    math("$2$ by $3$ or $10$", &["$2$", "$3$", "$10$"]),
    math("$x$-axis, ($y$), $z$.", &["$x$", "$y$", "$z$"]),
    math("$5 \\text{ or } 10$", &["$5 \\text{ or } 10$"]),
    math("$5 - 10 = -5$", &["$5 - 10 = -5$"]),
    math("${\\cal A}$ and ${n \\choose k}$", &["${\\cal A}$", "${n \\choose k}$"]),
    math("${x}$", &["${x}$"]),
    math("$(1, 2)$ and $(a)(b)$", &["$(1, 2)$", "$(a)(b)$"]),
    math("$|x| < 1$", &["$|x| < 1$"]),
    math("$x^2$-$y^2$", &["$x^2$", "$y^2$"]),
    math("$[0, 1)$, $]0, 1[$", &["$[0, 1)$", "$]0, 1[$"]),
    math("$f'(x)$ with $x'$", &["$f'(x)$", "$x'$"]),
    math("the prices $p_1, p_2$ of 5$", &["$p_1, p_2$"]),
    math("$$E = mc^2$$", &["$$E = mc^2$$"]),
    math("\\(a\\) or \\[b\\]", &["\\(a\\)", "\\[b\\]"]),
    math("$\\frac{1}{2}$ of 5$-15$", &["$\\frac{1}{2}$"]),
    math("\"$a$\" and '$b$'", &["$a$", "$b$"]),
    signed("a 2$\\times$2 matrix", &["$\\times$"]),
    signed("10$^{-3}$ of H$_2$O", &["$^{-3}$", "$_2$"]),
    signed("the$n$th, state$|\\psi\\rangle$", &["$n$", "$|\\psi\\rangle$"]),
    signed("$n-$dimensional", &["$n-$"]),
    signed("so $ \\alpha $ and $accuracy$", &["$ \\alpha $", "$accuracy$"]),
    signed("$ABCD$ is a square", &["$ABCD$"]),
];

#[test]
fn every_text_is_read_as_people_read_it() {
    let all: Vec<&Reading> =
        AMOUNTS.iter().chain(&VARIABLES).chain(&PATTERNS).chain(&FORMULAS).collect();
    let found = |text: &'static str, rule: Rule| -> Vec<&str> {
        expressions(text, rule).into_iter().map(|one| &text[one.range]).collect()
    };
    let wrong = |reading: &&&Reading| {
        found(reading.text, Rule::Signs) != reading.on
            || found(reading.text, Rule::Likely) != reading.auto
    };
    let told: Vec<String> = all
        .iter()
        .filter(wrong)
        .map(|Reading { text, .. }| {
            let (on, auto) = (found(text, Rule::Signs), found(text, Rule::Likely));
            format!("{text}: on {on:?}, auto {auto:?}")
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}
