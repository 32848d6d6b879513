### Türkçe: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = İçeriğe geç
nav-main = Ana menü
nav-languages = Dil
nav-crumbs = Buradasınız
nav-tree = Tüm yanıtlar
nav-products = Ürünler
nav-categories = Kategoriler
nav-topics = Konular
nav-keywords = Anahtar kelimeler
nav-people = Kişiler
home-products = Bir ürün seçin
home-categories = Kategoriye göre göz atın
all-products = Tüm ürünler
all-categories = Tüm kategoriler
popular-answers = Popüler yanıtlar
narrow = Daralt
nav-ask = Soru sor
nav-letters = A’dan Z’ye
nav-months = Tarihe göre
nav-feed = Akış
browse = Tüm sorulara göz at
footer-sources = Yanıtların kaynağı:
licence = Lisans:
list-empty = Burada henüz bir şey yok.
copy = Kopyala
copied = Kopyalandı
as-markdown = Markdown olarak göster
copy-markdown = Markdown olarak kopyala
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Renkler
scheme-auto = Bu cihazdaki gibi
scheme-light = Açık
scheme-dark = Koyu
close = Kapat
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Sayfalar
pager-previous = Önceki
pager-next = Sonraki
pager-all = Tüm sayfalar ({ $n })

## Home

home-heading = Size nasıl yardımcı olabiliriz?
home-lead =
    { $n ->
        [one] { $brand } topluluğundan { $n } soru ve yanıtları
       *[other] { $brand } topluluğundan { $n } soru ve yanıtları
    }
newly-solved = Yeni çözülenler

## Search

search-label = Yanıtlarda ara
search-placeholder = Kendi sözlerinizle sorun
search-button = Ara
search-results = Sonuçlar
search-none = Hiçbir şey bulunamadı. Daha az veya başka sözcükler deneyin.
search-nothing = Sorunuza yakın bir şey yok.
search-topics = Şu konular yardımcı olabilir:
search-weak = Daha zayıf eşleşmeleri göster
search-elsewhere = Yalnızca başka bir dilde:
search-question = Soru
# %q stands for the words that were searched for instead.
search-instead = %q için sonuçlar
search-loading = Aranıyor…
search-near = Bunu mu demek istediniz:
search-ask = Topluluğa sor
search-all = Tüm sonuçları göster
search-more = Daha fazla göster
search-lost = Bazı sonuçlar eksik olabilir: aramanın bir bölümü yüklenemedi.
search-failed = Arama yüklenemedi. Yeniden deneyin veya sorulara konulara göre göz atın.
search-version = Arama, programın başka bir sürümüyle oluşturulmuş. Sayfayı yeniden yükleyin; işe yaramazsa sitenin yeniden oluşturulması gerekir.
search-file = Tarayıcılar, klasörden açılan bir sayfada aramaya izin vermez. Siteyi bir web sunucusuna koyun veya aşağıdaki listeleri kullanın.
search-disk = Klasörden açılan bir sitede arama yapılamaz. Siteyi bir web sunucusuna koyun.
search-filters = Filtreler
search-clear = Filtreleri kaldır
search-sort = Sırala
search-by-fit = En uygun önce
search-by-date = En yeni önce
search-newest-of = en uygun %n sonucun en yenileri
search-language = Dil
search-any-language = Tüm diller
search-product = Ürün
search-any-product = Tüm ürünler
search-grade = Durum
search-any-grade = Tüm durumlar
search-year = Yıl
search-any-year = Tüm yıllar
popular-topics = Popüler konular
search-noscript = Arama için JavaScript gerekir. O olmadan her soru aşağıdaki listelerden bulunabilir.

## How sure an answer is

solved = Çözüldü
official = Resmî yanıt
confirmed = Soran kişi doğruladı
self-answered = Soran kişi yanıtladı
corroborated = Başkaları doğruladı
answered = Doğrulanmamış yanıt
contested = Yanıtlar farklı
unresolved = Henüz çözülmedi
accepted = Kabul edilen yanıt
check-due = Denetim bekliyor
contested-note = Burada görüşler farklı: karar vermeden önce diğer yanıtları da okuyun.
unresolved-note = Kimse bunu çözüm olarak işaretlemedi. Yine de size yardımcı olabilir.
expired-note = Bu yanıtın { $date } tarihine kadar denetlenmesi gerekiyordu; o zamandan beri bir şeyler değişmiş olabilir.
release-note = { $name }, bu yanıt son kez denetlendikten sonra { $date } tarihinde çıktı.
release-note-unchecked = { $name }, bu yanıt yazıldıktan sonra { $date } tarihinde çıktı.
changed-original-note = Bu çevirinin özgün metni, denetlendiğinden beri değişti:
no-answer-note = Bu sorunun henüz yanıtı yok.
# The name of a person or team and a date follow, then a date alone.
checked-by = Denetleyen:
checked = Denetlendi:
age-years =
    { $n ->
        [one] { $n } yıl önce
       *[other] { $n } yıl önce
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Hâlâ geçerli mi?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Soran:
asked-on = Soruldu:
asked-as = Sorunun özgün hâli
best-answer = En iyi yanıt
other-answers =
    { $n ->
        [one] { $n } yanıt daha
       *[other] { $n } yanıt daha
    }
next-answers = Diğer iyi yanıtlar
discussion = Tartışmanın tamamı
discussion-lead = Bütün yanıtlar zaman sırasıyla, en eskisi önce.
discussion-contents = Tarihe göre bütün yanıtlar
back-to-question = Soru ve en iyi yanıtları
also-asked = Şöyle de soruldu
version = sürüm { $version }
edited = düzenlendi
permalink = Bağlantı
original-post = Özgün gönderi
source = Kaynak:
rail = Bu konuda daha fazlası
related = Benzer sorular
who-helped = Yardım edenler
also-in = Diğer dillerde

## Going on from here

did-it-help = Bu, sorununuzu çözdü mü?
feedback-yes = Evet
feedback-no = Hayır
feedback-thanks = Bildirdiğiniz için teşekkürler.
feedback-near = Belki bunlardan biri yardımcı olur:
feedback-note = Yanıtınız çerez ve isim olmadan sayılır. Yanıt verdiğinizi yalnızca bu sekme, siz kapatana kadar hatırlar.
did-it-help-thread = Çözmediyse özgün konuya yazın: orada hâlâ yanıt veren olabilir.
did-it-help-ask = Çözmediyse topluluğa sorun.
same-question = Aynı soru sizde de mi var?
same-question-text = Topluluğa söyleyin: ne kadar çok kişi sorarsa o kadar çabuk yanıt gelir.
still-stuck = Hâlâ çözemediniz mi?
open-thread = Özgün konuyu aç
ask-new = Yeni soru sor

## Counts

n-questions =
    { $n ->
        [one] { $n } soru
       *[other] { $n } soru
    }
n-solved =
    { $n ->
        [one] { $n } çözüldü
       *[other] { $n } çözüldü
    }
n-answers =
    { $n ->
        [one] { $n } yanıt
       *[other] { $n } yanıt
    }
n-best =
    { $n ->
        [one] { $n } en iyi yanıt
       *[other] { $n } en iyi yanıt
    }
n-comments =
    { $n ->
        [one] { $n } yorum
       *[other] { $n } yorum
    }
n-votes =
    { $n ->
        [one] { $n } oy
       *[other] { $n } oy
    }
helped-n =
    { $n ->
        [one] { $n } soruda yardım etti
       *[other] { $n } soruda yardım etti
    }

## People

deleted-user = eski üye
role-staff = { $brand } ekibi
role-brand = resmî hesap
role-expert = topluluk uzmanı
role-moderator = moderatör
# After a name: whose question it is.
by-asker = soruyu sordu
role-bot = bot
people-lead = Yanıtları bu sayfalarda yer alan herkes. Teşekkürler!
profile = Topluluktaki profili
helped-with = Yanıtladığı sorular

## Titles and descriptions of pages

title-products = Ürünler
title-categories = Kategoriler
title-product = { $product }
title-category = { $category }
title-tags = Konular
title-keywords = Anahtar kelimeler
title-people = Yardım eden kişiler
title-letters = A’dan Z’ye tüm sorular
title-months = Tarihe göre tüm sorular
title-search = Arama
title-missing = Bu sayfayı bulamıyoruz
missing-lead = Taşınmış olabilir veya adreste bir hata vardır. İhtiyacınız olanı arayın:
title-tag = { $tag } hakkında sorular
title-keyword = { $keyword } hakkında sorular
title-letter = Sorular: { $letter }
title-month = Sorular: { $month }
title-page = { $title }, sayfa { $page }
title-discussion = { $title }: tartışmanın tamamı
# Stands for titles that begin with no letter.
other-letter = Diğer
description-home =
    { $n ->
        [one] Topluluk ve ekip tarafından yanıtlanan { $n } soru: arayın veya konulara göre göz atın.
       *[other] Topluluk ve ekip tarafından yanıtlanan { $n } soru: arayın veya konulara göre göz atın.
    }
description-tag =
    { $n ->
        [one] { $tag } hakkında { $n } soru ve yanıtları.
       *[other] { $tag } hakkında { $n } soru ve yanıtları.
    }
description-product =
    { $n ->
        [one] { $product } hakkında { $n } soru ve yanıtları.
       *[other] { $product } hakkında { $n } soru ve yanıtları.
    }
description-category =
    { $n ->
        [one] { $category } hakkında { $n } soru ve yanıtları.
       *[other] { $category } hakkında { $n } soru ve yanıtları.
    }
description-person =
    { $n ->
        [one] { $name } { $n } soruda yardım etti.
       *[other] { $name } { $n } soruda yardım etti.
    }

## Within answers

# Above the headings of an answer that has several.
contents = Bu sayfada
# Titles of boxes that stand out.
alert-note = Not
alert-tip = İpucu
alert-important = Önemli
alert-warning = Uyarı
alert-caution = Dikkat
# The signs of a task list, for those who do not see them.
task-done = Yapıldı
task-open = Yapılacak
footnotes = Dipnotlar
footnote-back = Metne dön
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Video
media-video-at = Video: { $host }
media-audio = Ses kaydı
media-audio-at = Ses kaydı: { $host }
media-picture = Görsel
media-picture-at = Görsel: { $host }
media-embed = Gömülü içerik
media-embed-at = İçerik: { $host }
media-page = Sayfa
media-page-at = Sayfa: { $host }
media-file = Dosya
media-file-at = Dosya: { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Görseli büyüt
poll-votes =
    { $n ->
        [one] { $n } oy
       *[other] { $n } oy
    }
poll-voters =
    { $n ->
        [one] { $n } kişi oy verdi
       *[other] { $n } kişi oy verdi
    }

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } KB
size-mb = { $whole },{ $tenth } MB

## Dates

# $day, $month (1 to 12), $year.
date-long = { $day } { month-in-date } { $year }
month-in-date =
    { $month ->
        [1] Ocak
        [2] Şubat
        [3] Mart
        [4] Nisan
        [5] Mayıs
        [6] Haziran
        [7] Temmuz
        [8] Ağustos
        [9] Eylül
        [10] Ekim
        [11] Kasım
       *[12] Aralık
    }
month-year = { month-alone } { $year }
month-alone =
    { $month ->
        [1] Ocak
        [2] Şubat
        [3] Mart
        [4] Nisan
        [5] Mayıs
        [6] Haziran
        [7] Temmuz
        [8] Ağustos
        [9] Eylül
        [10] Ekim
        [11] Kasım
       *[12] Aralık
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = İçindekiler
other-questions = Diğer sorular

## Without a network

# A page that is not kept on the reader's device.
offline-title = Çevrimdışısınız
offline-text = Bu sayfa bu cihazda saklanmadı. Daha önce okuduklarınız hâlâ burada.
