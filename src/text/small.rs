//! Words that frame a question without saying what it is about.
//!
//! They still find something when they are all that was typed; beside others
//! they count for less. Frequencies alone do not see to that: a few hundred
//! titles are too few to tell that `want` and `possible` say little.

use super::Lang;

/// Returns the framing words of a language, lowercase; none for most languages.
pub fn small_words(lang: Lang) -> &'static str {
    match lang.primary() {
        "en" => ENGLISH,
        #[cfg(feature = "slavic")]
        "ru" => RUSSIAN,
        #[cfg(feature = "slavic")]
        "sl" => SLOVENIAN,
        #[cfg(feature = "slavic")]
        "uk" => UKRAINIAN,
        _ => "",
    }
}

const ENGLISH: &str = "a about all also am an and any anyone anybody are as at be been by can \
    cannot can't could did do does doing doesn't don't for from get give go got had has have help \
    hi hello how i i'd i'm i've if in into is it it's its just know like make may me my need no \
    not of on one or please possible should so some somehow someone that than thanks the their \
    them then there these they this those to try trying up us use using want was way we were what \
    when where which who why will with work would you your";

#[cfg(feature = "slavic")]
const RUSSIAN: &str = "а без бы был была было быть в вам вас ваш все всё вы где для до его ее её \
    если есть еще ещё же за и из или им их к как какая какие какой ко когда кто ли лучше меня мне \
    можно мой моя мои мы на надо нам нас не него нет ни но нужно о об он она они оно от очень по \
    подскажите пожалуйста помогите почему при про с сделать со так такое там то тоже только тот у \
    уже хочу чем что чтобы это этот эта эти я могу можете нельзя возможно ли";

#[cfg(feature = "slavic")]
const UKRAINIAN: &str = "а або адже але б без би був була було бути в вам вас ваш все ви від він \
    вона вони воно всі де для до є же з за зі і із їх й його її коли кого комусь хто краще ко \
    мене мені мій моя мої ми мною може можна можу на над нам нас не ні навіщо немає о он от по при \
    про підкажіть поможіть прошу допоможіть будь ласка потрібно треба хочу чи чому чим що щоб щось \
    ще як яка який які якщо у та так таке там те теж тільки той то це цей ця ці вже я зробити";

#[cfg(feature = "slavic")]
const SLOVENIAN: &str = "a ali ampak bi bil bila bilo biti bo bodo bom če da dobro do ga gre h ima \
    imam in iz jaz je jih jo k kaj kako kakšen kakšna kakšne kakšno kam katera katere kateri ker \
    kdaj kdo ki kje ko koliko kot lahko lep pozdrav ma mi me mogoče moj moja moje moram na naj \
    naredim ne nekaj ni nisem ob od pa po potem potrebujem pri prosim rad rada s saj se sem si so \
    sta ste svoj svoja svoje še ta tako te ti to tudi v vam vas vse z za zakaj že želim";
