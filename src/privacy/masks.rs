//! What stands in the place of what was taken out, in the languages served.

use crate::text::Lang;

use super::PrivateKind;

/// Returns what stands for private text: it still says what was there.
pub(super) fn of_kind(kind: PrivateKind, lang: Lang) -> &'static str {
    let [email, phone, card, iban, secret, national] = match lang.primary() {
        "sl" => [
            "[e-naslov odstranjen]",
            "[telefonska številka odstranjena]",
            "[številka kartice odstranjena]",
            "[IBAN odstranjen]",
            "[skrivnost odstranjena]",
            "[osebna številka odstranjena]",
        ],
        "ru" => [
            "[e-mail удалён]",
            "[телефон удалён]",
            "[номер карты удалён]",
            "[IBAN удалён]",
            "[секрет удалён]",
            "[личный номер удалён]",
        ],
        "uk" => [
            "[e-mail вилучено]",
            "[телефон вилучено]",
            "[номер картки вилучено]",
            "[IBAN вилучено]",
            "[секрет вилучено]",
            "[особистий номер вилучено]",
        ],
        _ => [
            "[e-mail removed]",
            "[phone number removed]",
            "[card number removed]",
            "[IBAN removed]",
            "[secret removed]",
            "[personal number removed]",
        ],
    };
    match kind {
        PrivateKind::Email => email,
        PrivateKind::Phone => phone,
        PrivateKind::Card => card,
        PrivateKind::Iban => iban,
        PrivateKind::Secret => secret,
        PrivateKind::NationalId => national,
    }
}

/// Returns what stands for somebody who opted out and has no pseudonym.
pub(super) fn of_member(lang: Lang) -> &'static str {
    match lang.primary() {
        "sl" => "član skupnosti",
        "ru" => "участник",
        "uk" => "учасник",
        _ => "a member",
    }
}

/// Returns what stands for the title of a thread that was taken down.
pub(super) fn of_thread(lang: Lang) -> &'static str {
    match lang.primary() {
        "sl" => "[odstranjeno]",
        "ru" => "[удалено]",
        "uk" => "[вилучено]",
        _ => "[removed]",
    }
}

/// What stands within an address, where no spaces and brackets may be.
pub(super) const IN_ADDRESS: &str = "removed";
