//! The cues of German: greetings, leads, questions, thanks.

use super::Cues;

pub(super) const GERMAN: Cues = Cues {
    greetings: "hallo, hallöchen, hi, hey, moin, moin moin, servus, grüß gott, grüezi, guten \
        tag/morgen/abend, liebe, lieber, liebes, sehr geehrte, sehr geehrter, tag, mahlzeit, \
        schönen guten? tag/abend/morgen, grüße, gude, huhu",
    greeted: "alle, allerseits, zusammen, leute, freunde, community, gemeinde, team, kollegen, \
        ihr, ihr lieben, miteinander, an alle, liebe, forum, damen und herren, in die runde, mal \
        wieder, nochmal, experten",
    fillers: "also, und, aber, auch, nun, so, ok, okay, übrigens, sorry, entschuldigung, \
        entschuldigt, bitte, frage, fragen, kurze/schnelle/einfache/blöde/dumme/kleine frage, \
        eine/mal/nur kurze/schnelle/kleine/blöde/dumme? frage, ich habe/hab/hätte eine/mal/da? \
        eine? kurze/kleine? frage, vielleicht eine? blöde/dumme frage aber?, weiß/weiss jemand, \
        weiß/weiss hier? jemand, weiß/weiss zufällig jemand, kann/könnte mir/uns? jemand sagen/\
        erklären/helfen/verraten, kann/könnte jemand mir/uns? sagen/erklären/helfen, kannst/\
        könntest du mir sagen/erklären, könnt ihr mir sagen/erklären/helfen, ich würde gerne \
        wissen, ich möchte gerne? wissen, ich wollte fragen, ich wollte mal? fragen, ich frage \
        mich, mich würde interessieren, wollte fragen, wollte mal fragen, ich verstehe nicht, \
        ich weiß/weiss nicht, hat jemand eine idee/ahnung, habt ihr eine idee/ahnung, ich \
        brauche hilfe bei, brauche hilfe bei, hilfe bei, habt ihr/hat jemand eine? idee/ahnung, \
        weiß/weiss einer/wer, hat jemand herausgefunden, ich komme/komm nicht dahinter, ich \
        verstehe nicht ganz?, ich versuche zu verstehen, ich versuche herauszufinden, ich finde \
        nicht heraus, kann mir einer/wer sagen/erklären/helfen/verraten, könntet/würdet ihr mir \
        bitte? sagen/erklären, ich brauche hilfe/rat/tipps mit/bei/zu, ich bräuchte hilfe/rat/\
        tipps mit/bei/zu, brauche rat bei/zu, ich habe/hätte eine? frage zu/bezüglich/zum/zur, \
        frage zu/bezüglich/zum/zur",
    asides: "vorab, zuerst, erstmal, kurz gesagt, etwas/bisschen/leicht? off topic, etwas ot, \
        ot, ich bin neu hier, neu hier, bin neu, anfängerfrage, noobfrage, blöde frage, sorry/\
        entschuldigung/entschuldigt falls/wenn/für die/das? dumme/blöde/schon frage/störung?, \
        falls das schon gefragt wurde, ich hoffe das ist das? richtige forum, ich hoffe euch/\
        ihnen/dir geht es? gut, folgendes problem, folgende situation/frage, noch eine frage, \
        noch etwas, danke im voraus, schon mal danke, falls jemand etwas weiß",
    empty: "hat jemand eine/ne? idee/ideen/ahnung/erfahrung/lösung, irgendwelche \
        ideen/vorschläge/tipps, jemand eine? idee/ideen, ideen, hilfe, hilfe bitte, bitte um \
        hilfe, brauche hilfe, ich brauche hilfe, bitte helft mir, dringend, frage, problem, \
        fehler, danke, danke im voraus, vielen dank, vielen dank im voraus, danke schon mal, was \
        mache ich falsch, was mach ich falsch, was kann/soll/muss ich tun/machen, was kann man \
        da? tun/machen, was tun, woran liegt das, woran kann/könnte das/es liegen, was ist das \
        problem, wo liegt das problem/der fehler, wo ist mein/der fehler, wie kann/kann/soll ich \
        das/dies beheben/lösen/machen, wie löse/behebe ich das, wie geht das, warum ist das so, \
        warum, wieso, wie, ist das normal/richtig/korrekt/so/möglich/ein/bug? bug?, ist das so \
        richtig/gewollt, stimmt das, verstehe ich das richtig, kann mir jemand helfen, kann mir \
        da? jemand weiterhelfen, könnt ihr mir helfen, kann jemand helfen, kennt jemand das? \
        problem, hat jemand das gleiche/selbe problem, geht es noch jemandem so, ich habe ein \
        problem, ich habe folgendes problem, zum beispiel, bin neu hier, ich bin neu hier, mit \
        freundlichen grüßen",
    asks: "wie, warum, wieso, weshalb, was, wo, wann, wer, welche, welcher, welches, welchen, \
        wohin, woher, womit, wofür, woran, wozu, wem, wen, kann man, kann ich, kann, könnte, \
        gibt es, gibts, ist es möglich, ist, sind, hat, haben, muss, muß, soll, sollte, darf, \
        funktioniert, unterstützt, lässt sich, wird, werden, geht",
    wants: "ich möchte, ich will, ich würde gerne, ich versuche, ich suche, ich brauche, ich \
        muss, wir möchten, wir wollen, wir suchen, wir brauchen, suche, möchte, versuche, ich \
        wollte",
    problems: "fehler*, funktioniert nicht, geht nicht, klappt nicht, startet nicht, lädt nicht, \
        öffnet nicht, lässt sich nicht, kann nicht, kann ich nicht, können nicht, findet nicht, \
        verbindet nicht, reagiert nicht, nicht gefunden, nicht möglich, nicht mehr, abgestürzt, \
        stürzt, absturz, abstürze, hängt, friert, problem, probleme, kaputt, defekt, bricht, \
        verschwind*, verschwunden, fehlgeschlagen, scheitert, schlägt fehl, schiefgelaufen, \
        blinkt, leider, bug, timeout, falsch, fehlt, fehlen, verliert",
    thanks: "danke, danke im voraus, vielen dank, vielen dank im voraus, danke schon mal, danke \
        schön, besten dank, mfg, lg, vg, gruß, grüße, viele grüße, liebe grüße, mit freundlichen \
        grüßen, beste grüße, bitte, danke und gruß, herzlichen dank, schöne grüße",
    tails: "weil, da ich/wir/es/der/die/das, denn, zum beispiel, z b, bspw, obwohl, damit, der/\
        die/das/dem/den ich/wir/sich/mir, welche/welcher/welches, also, insbesondere, vor \
        allem, trotz, während, wobei, sodass, so dass, um zu",
    small: "ab, aber, alle, allem, als, also, am, an, auch, auf, aus, bei, beim, bin, bis, \
        bitte, da, damit, dann, das, dass, daß, dem, den, der, des, dich, die, dies, diese, \
        diesem, diesen, dieser, dieses, doch, dort, du, durch, ein, eine, einem, einen, einer, \
        eines, er, es, etwas, euch, für, ganz, geht, gibt, gibts, habe, haben, hab, hat, hatte, \
        hier, ich, ihr, ihre, im, in, ins, ist, ja, jemand, jetzt, kann, kein, keine, keinen, \
        können, könnte, leider, man, mein, meine, meinem, meinen, meiner, mich, mir, mit, mal, \
        muss, nach, nicht, noch, nun, nur, ob, oder, ohne, schon, sehr, sein, seit, sich, sie, \
        sind, so, soll, über, um, und, uns, unter, vom, von, vor, war, warum, was, weil, weiß, \
        wenn, wer, werden, wie, wieder, wir, wird, wo, zu, zum, zur, zwar, wurde, würde, gerne, \
        möchte, frage, danke, hallo",
};
