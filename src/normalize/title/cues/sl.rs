//! The cues of Slovenian: greetings, leads, questions, thanks.

use super::Cues;

pub(super) const SLOVENIAN: Cues = Cues {
    greetings: "živjo, zdravo, pozdravljeni, pozdravljen, pozdravljena, pozdrav, lep pozdrav, \
        lepo pozdravljeni, dober dan, dobro jutro, dober večer, spoštovani, spoštovana, hej, \
        oj, ojla, hojla, čao, ciao, hello, hi, dragi, prisrčen pozdrav, lep dan, lepo \
        pozdravljeni, živjo vsem, zdravo vsem, dober večer, zdravo, dobro jutro, živ, živijo, \
        pozdrav vsem, pozdravček",
    greeted: "vsem, vsi, skupaj, ekipa, ekipi, kolegi, kolegice, skupnost, prijatelji, ljudje, \
        fantje, punce, folk, še enkrat, znova, podpora, forumaši, vas, gospodje, vsi skupaj, \
        cenjeni, ostali, drugi, foruma, forum, dame in gospodje, kolegi in kolegice, \
        poznavalci, strokovnjaki, razvijalci, člani, uporabniki, novinci, družba, ljubi",
    fillers: "torej, ampak, tudi, ok, okej, mimogrede, oprostite, oprosti, prosim, vprašanje, \
        imam vprašanje, imam eno/hitro/kratko vprašanje, hitro/kratko/neumno vprašanje, mogoče \
        neumno vprašanje ampak?, eno vprašanje, samo eno vprašanje, mi lahko kdo pove/razloži/\
        pomaga/svetuje, mi zna kdo povedati/pomagati/svetovati, lahko kdo pove/razloži/pomaga/\
        svetuje, ali kdo ve, a kdo ve, ve kdo, ve mogoče kdo, kdo ve, ali mogoče kdo ve, morda \
        kdo ve, ali veste, a veste, mi lahko poveste/pomagate/svetujete, ali mi lahko kdo? \
        poveste/pove/razloži/pomaga, zanima me, me zanima, zanimalo bi me, rad/rada bi vprašal/\
        vprašala/vedel/vedela, prosim za pomoč pri, potrebujem pomoč pri, rabim pomoč pri, \
        prosim povejte mi?, ne vem, ne razumem, ne morem ugotoviti, ima kdo idejo/izkušnje, ima \
        kdo kakšno? idejo, prosil/prosila bi za pomoč/nasvet pri/glede/o?, prosim za nasvet \
        glede/pri/o, rabim/potrebujem nasvet/pomoč glede/pri/z/s/o, imam vprašanje glede/o/v/\
        zvezi zvezi? z?, imam/imamo eno? vprašanje glede/o, vprašanje glede/o, mi? zna/more/\
        lahko kdo razložiti/povedati/svetovati/pomagati, ali/a mi? zna/more/lahko kdo \
        razložiti/povedati/svetovati/pomagati/pove/razloži/svetuje/pomaga, bi mi? lahko? kdo? \
        lahko? povedal/razložil/svetoval/pomagal, ali/a bi mi? lahko? kdo? lahko? povedal/\
        razložil/svetoval/pomagal, ali/a ima kdo? kakšno? idejo/predstavo/izkušnje/izkušnjo, \
        ali/a je kdo že? ugotovil/našel, ne znam/morem ugotoviti/razumeti/najti, nikakor ne \
        morem/znam ugotoviti/razumeti/najti, ne razumem/vem/ugotovim, poskušam/skušam \
        ugotoviti/razumeti, poizkušam ugotoviti/razumeti, pomagajte mi razumeti/ugotoviti, \
        pomagajte pri/z/s, me zanima, zanima me, zanima nas, zanimalo me je/bi, sprašujem se, \
        sprašujem, rad/rada/radi bi se? vprašal/vprašala/vedel/vedela/izvedel/izvedela/\
        vprašali/vedeli, hotel/hotela/želel/želela sem/bi samo? vprašati/vedeti/izvedeti, \
        želim/hočem vprašati/vedeti/izvedeti, a kdo ve, ali se ve",
    asides: "malo/mal/rahlo? izven teme, malo/mal? off topic, ni čisto na temo, oprostite/\
        oprosti/sorry/se opravičujem ker/če/za motim/neumno/glupo/trapasto/začetniško \
        vprašanje?, oprostite/oprosti/sorry če je bilo že? vprašano/objavljeno/omenjeno, če je \
        bilo že vprašano/objavljeno, mogoče/morda je bilo že vprašano, sem začetnik/začetnica/\
        nov/nova tukaj/tu?, jaz? sem? šele začenjam, začetniško/glupo/trapasto/butasto \
        vprašanje, vprašanje začetnika, na kratko, skratka, kratko in jedrnato, najprej, za \
        začetek, prvič, še enkrat, še eno vprašanje, še nekaj, nasvet/pomoč prosim, prosim za \
        nasvet/pomoč, rabim/potrebujem nasvet/pomoč, hvala vnaprej, vnaprej hvala, situacija je \
        taka/takšna/naslednja, problem/težava/zadeva/stvar je taka/tak/takšna/naslednja/\
        naslednji/sledeča, imam tak/naslednji/sledeč problem, imam tako/naslednjo/sledečo \
        težavo, naletel/naletela/naleteli sem/smo na težavo/problem, pojavil/pojavila se/mi je? \
        je? težava/problem, upam da sem/je na pravem mestu, ne vem če/ali je to? prav/pravo \
        mesto, vprašanje za poznavalce/vse, če kdo ve, mogoče kdo ve, morda kdo ve, lep dan \
        vsem, lep dan",
    empty: "kakšna/kaka/katera ideja, kakšne/kake ideje, kak/kakšen nasvet, ima kdo kakšno/\
        kako? idejo, ima kdo/še kdo enak/podoben/isti/tak problem/težavo, ima/je še kdo to/\
        podobno/tako?, ali ima še kdo to? težavo?, pomagajte, pomoč, na pomoč, prosim za pomoč, \
        prosim pomagajte, potrebujem pomoč, rabim pomoč, nujno, vprašanje, imam vprašanje, \
        težava, problem, napaka, imam problem/težavo, hvala, hvala vnaprej, že vnaprej hvala, \
        hvala za pomoč, najlepša hvala, oprostite, kaj delam narobe, kaj naj naredim/storim, \
        kaj zdaj, kaj lahko naredim/storim, kaj je narobe, kaj je lahko narobe, kje je problem/\
        težava/napaka, v čem je težava/problem, kaj bi lahko bilo narobe, kako naj? to \
        popravim/rešim/uredim/naredim, kako to rešiti/popraviti/urediti/narediti, kako rešim/\
        popravim to težavo/napako, kako naprej, zakaj, zakaj tako, kako, ali je to normalno/\
        prav/pravilno/možno/mogoče/napaka, je to normalno/prav/pravilno/napaka, ali prav \
        razumem, a prav razumem, mi lahko kdo pomaga, lahko kdo pomaga, ali mi lahko kdo \
        pomaga, vesel/vesela bom vsake pomoči, na primer, lep pozdrav, lp, ima še kdo tak/isti/\
        podoben/enak problem, ima še kdo tako/isto/podobno/enako težavo, kako to deluje/dela, \
        kako to naredim/narediti, kako se to naredi, hvaležen/hvaležna/vesel/vesela bom za \
        vsako? pomoč/namig, ali je to mogoče/možno, a je to mogoče/možno, je to možno/mogoče",
    asks: "kako, zakaj, kaj, kje, kdaj, kdo, ali, a je, koliko, čemu, kam, kateri, katera, \
        katero, katere, kakšen, kakšna, kakšno, kakšne, čigav, lahko, je mogoče, je možno, ima \
        kdo, se da, se lahko, ima, je, od kod, s čim, komu, koga",
    wants: "rad bi, rada bi, radi bi, hočem, želim, želel bi, želela bi, želimo, moram, \
        potrebujem, rabim, poskušam, skušam, iščem, hotel bi, hotela bi, ne morem, potrebujemo, \
        nujno rabim, zanima me",
    problems: "napak*, ne dela*, ne deluje*, ne zažene, se ne zažene, se ne odpre, se ne prižge, \
        se ne poveže, ne shrani, ne naloži, ne namesti, ne morem, ne more, ne moremo, ne kaže, \
        ne vidi*, ne posodobi, ne pride, ne prihaja*, ne odziva, ne odgovarja, ne najde*, \
        izgin*, pokvar*, sesu*, zamrz*, zmrz*, težav*, problem, problemi, problema, probleme, \
        prenehal*, zatakn*, se zatakne, zavrn*, nemogoče, utripa*, izgub*, odpove*, odklaplja, \
        prekinja, ni mogoče, ne uspe, hrošč*",
    thanks: "hvala, hvala lepa, lepa hvala, najlepša hvala, hvala vnaprej, že vnaprej hvala, \
        vnaprej hvala, lep pozdrav, lp, prosim, s spoštovanjem, hvala za pomoč, hvala za odgovor",
    tails: "ker, saj, kajti, zato ker, zaradi tega, npr, na primer, čeprav, četudi, da bi, ki, \
        kateri/katera/katero/katere, torej, predvsem, zlasti, kljub, medtem ko, pri čemer, tako \
        da, zato sem/smo, sploh ker/če",
    small: "a, ali, ampak, bi, bil, bila, bilo, biti, bo, bom, če, čez, da, do, ga, gre, hvala, \
        ima, imam, in, iz, iti, jaz, je, jih, jo, k, kaj, kako, kakšen, kam, kar, kateri, kdaj, \
        kdo, ker, ki, kje, ko, kot, lahko, le, me, med, mene, mi, mogoče, moj, moja, moje, \
        moram, na, nad, naj, nam, naš, ne, nek, nekaj, nekdo, ni, nima, nisem, no, o, ob, od, \
        on, ona, pa, po, pod, potem, prav, pred, preko, pri, prosim, rad, rada, s, sam, samo, \
        se, sem, si, smo, so, še, ta, tako, tam, te, tega, tej, tem, to, tu, tudi, ti, v, vam, \
        vaš, več, vi, vprašanje, vsa, vse, vsi, z, za, zakaj, zelo, zdaj, že, kjer, kadar, mu, \
        jim, pozdravljeni, ve, veste, kakšno, kakšna, nič",
};
