//! The cues of Polish: greetings, leads, questions, thanks.

use super::Cues;

pub(super) const POLISH: Cues = Cues {
    greetings: "cześć, czesc, hej, hejka, witam, witajcie, witaj, siema, siemka, dzień/dzien \
        dobry, dobry wieczór, dobry, szanowni, drodzy, siemano, elo, halo, pozdrawiam",
    greeted: "wszystkim, wszystkich, wszyscy, państwo, państwu, ludzie, koledzy, zespole, ekipo, \
        społeczności, przyjaciele, panowie, panie, ponownie, znowu, serdecznie, forumowicze, was",
    fillers: "więc, wiec, też, także, ok, okej, przy okazji, przepraszam, sorry, proszę, \
        prosze, pytanie, szybkie/głupie/proste pytanie, mam pytanie, mam takie/jedno/szybkie/\
        krótkie? pytanie, może głupie pytanie ale?, takie pytanie, czy ktoś/ktos wie, ktoś/ktos \
        wie, wie ktoś/ktos, czy ktoś/ktos może/mógłby/moze mi? powiedzieć/wyjaśnić/pomóc/\
        podpowiedzieć, ktoś/ktos może mi? powiedzieć/wyjaśnić/pomóc, czy możecie/możesz mi \
        powiedzieć/wyjaśnić/pomóc, możecie mi? powiedzieć/wyjaśnić, czy wiecie, wiecie może?, \
        chciałbym/chciałabym wiedzieć/zapytać/spytać, chcę wiedzieć/zapytać, zastanawiam się, \
        ciekawi mnie, nie wiem, nie rozumiem, potrzebuję pomocy z/przy/w, proszę o pomoc w/z/\
        przy, podpowie ktoś, orientuje się ktoś, jakiś pomysł, ma ktoś jakiś? pomysł, czy ktoś \
        wie/może/mógłby powiedzieć/wyjaśnić/pomóc?, może/mógłby ktoś mi? powiedzieć/wyjaśnić/\
        pomóc/podpowiedzieć, czy ktoś mógłby/może mi? powiedzieć/wyjaśnić/pomóc/podpowiedzieć, \
        nie mogę zrozumieć/dojść/znaleźć, nie rozumiem, próbuję zrozumieć/ustalić/dojść, \
        potrzebuję pomocy/porady z/w/przy, proszę o pomoc/poradę w/z/przy, mam pytanie o/\
        odnośnie/dotyczące, pytanie o/odnośnie/dotyczące, chciałbym/chciałabym/chciałem/\
        chciałam zapytać/wiedzieć/spytać o?, zastanawiam się, zastanawiałem się",
    asides: "na początek, po pierwsze, trochę/lekko? nie na temat, offtop, przepraszam/sorry/\
        wybaczcie za/jeśli/że głupie/przeszkadzam/pytanie/już/kłopot pytanie/było?, jestem tu? \
        nowy/nowa/początkujący/początkująca tutaj/tu?, pytanie początkującego, mam nadzieję że \
        to dobre miejsce, sytuacja jest taka/następująca, problem jest taki/następujący, mam \
        taki/następujący problem, mam problem, jeszcze jedno pytanie, kolejne pytanie, z góry \
        dzięki/dziękuję, dzięki z góry, jeśli ktoś wie, krótko mówiąc, w skrócie",
    empty: "jakieś/jakies pomysły/sugestie/rady, jakiś/jakis pomysł, ma ktoś/ktos jakiś? pomysł, \
        czy ktoś/ktos ma jakiś? pomysł, pomysły, pomocy, pomoc, proszę o pomoc, prosze o pomoc, \
        potrzebuję pomocy, pilne, ratunku, pytanie, problem, błąd, mam pytanie, mam problem, \
        dzięki, dzieki, dziękuję, z góry dzięki/dziękuję, dziękuję z góry, co robię źle, co \
        robie zle, co robić, co mam/mogę zrobić/robić, co zrobić, co jest nie tak, jak to/ten \
        naprawić/rozwiązać/zrobić/problem?, jak rozwiązać ten problem, jak to zrobić, jak mogę \
        to naprawić/rozwiązać/zrobić, w czym problem, gdzie jest problem/błąd, dlaczego, czemu, \
        czemu tak, dlaczego tak jest, jak, czy to/tak normalne/poprawne/możliwe/błąd, czy to \
        jest normalne/poprawne/możliwe, czy tak jest, czy dobrze rozumiem, dobrze rozumiem, czy \
        ktoś/ktos może/moze mi? pomóc, ktoś może pomóc, pomoże ktoś, możecie pomóc, czy \
        ktoś/ktos ma/miał podobny/ten? sam? problem, ktoś/ktos miał tak?, spotkał się ktoś z \
        tym, na przykład, jestem nowy, pozdrawiam",
    asks: "jak, dlaczego, czemu, co, gdzie, kiedy, kto, czy, ile, po co, dokąd, skąd, jaki, \
        jaka, jakie, jakim, który, która, które, czyj, można, da się, jest możliwość, istnieje, \
        w jaki, z czym, komu, kogo, czym",
    wants: "chcę, chce, chciałbym, chciałabym, potrzebuję, potrzebuje, muszę, próbuję, probuje, \
        staram się, szukam, chcemy, potrzebujemy, poszukuję, nie mogę, usiłuję",
    problems: "błąd, błęd*, bład, nie działa*, nie dziala*, nie uruchamia, nie otwiera, nie \
        włącza, nie łączy, nie zapisuje, nie ładuje, nie instaluje, nie mogę, nie moge, nie \
        może, nie można, nie da, nie udaje, nie pokazuje, nie widzi*, nie aktualizuje, nie \
        przychodzi, nie reaguje, nie odpowiada, nie znajduje, nie rozpoznaje, zniknę*, znika*, \
        zepsu*, wywala, wyłącza, zawiesza, zaciął, zacina, problem, problemy, przestał*, awari*, \
        odmawia, niemożliwe, miga, rozłącza, wyjątek, wolno",
    thanks: "dzięki, dzieki, dziękuję, dziekuje, z góry dzięki, z góry dziękuję, dziękuję z \
        góry, pozdrawiam, pozdrowienia, proszę, prosze, dzięki za pomoc, z poważaniem, pzdr, \
        pozdro",
    tails: "bo, ponieważ, gdyż, dlatego że, z powodu, np, na przykład, chociaż, choć, żeby, \
        aby, który/która/które/którzy, czyli, to znaczy, zwłaszcza, szczególnie, mimo, podczas \
        gdy, więc, przy czym, tak że",
    small: "a, aby, albo, ale, ani, bardzo, bez, bo, by, być, był, była, było, chcę, ci, co, \
        coś, czy, czym, dla, do, dlaczego, gdy, gdzie, i, ich, ile, im, inny, ja, jak, jaka, \
        jaki, jakie, jako, jakiś, jest, jestem, jeszcze, jeśli, jeżeli, już, kiedy, kto, ktoś, \
        która, które, który, lub, ma, mam, mi, mnie, mną, moja, moje, może, mogę, można, mój, \
        my, na, nad, nam, nas, nasz, nie, nic, niż, o, od, ona, one, oni, po, pod, ponieważ, \
        potem, proszę, przed, przez, przy, są, się, sie, sobie, swój, ta, tak, taki, także, tam, \
        te, tego, tej, ten, teraz, też, to, tu, tutaj, tylko, tym, u, w, wam, was, wasz, we, \
        wie, więc, wiem, wszystko, wtedy, z, za, ze, że, żeby, pytanie, dzięki, cześć, mieć, \
        ktos",
};
