//! The cues of Italian: greetings, leads, questions, thanks.

use super::Cues;

pub(super) const ITALIAN: Cues = Cues {
    greetings: "ciao, salve, buongiorno, buonasera, buon giorno, buona sera, buon pomeriggio, \
        buondì, gentili, gentile, cari, caro, cara, saluti, ehi, hey",
    greeted: "a tutti, a tutte, tutti, ragazzi, amici, comunità, gente, team, squadra, colleghi, \
        signori, di nuovo, ancora, a voi, forum",
    fillers: "allora, quindi, anche, bene, ok, comunque, a proposito, scusate, scusa, scusi, \
        per favore, per piacere, domanda, una? domanda veloce/stupida/semplice, una domanda, ho \
        una domanda, ho una domanda veloce, ho un dubbio, avrei una domanda, forse è una \
        domanda stupida ma, qualcuno sa, qualcuno saprebbe, sapete, sai, qualcuno può/puo/\
        potrebbe dirmi/spiegarmi/aiutarmi/indicarmi, qualcuno mi può/puo/potrebbe/sa dire/\
        spiegare/aiutare, potete/potreste dirmi/spiegarmi/aiutarmi, mi potete/potreste/sapete \
        dire/spiegare/aiutare, vorrei sapere/chiedere, volevo sapere/chiedere, mi chiedevo, mi \
        chiedo, mi piacerebbe sapere, non so, non capisco, ho bisogno di aiuto con/per, aiuto \
        con, qualche idea su/di, avete/hai qualche idea su/di?, qualcuno ha un/qualche idea su/\
        di?, qualcuno può/potrebbe/saprebbe mi? dirmi/spiegarmi/aiutarmi/indicarmi a?, potete/\
        potreste/puoi/potresti dirmi/spiegarmi/aiutarmi/indicarmi a?, non riesco a capire/\
        trovare, sto cercando di capire, cerco di capire, ho bisogno di aiuto/un con/per/\
        consiglio, mi serve aiuto con/per, ho una domanda su/riguardo, domanda su, vorrei/\
        volevo sapere/chiedere, mi chiedo/chiedevo",
    asides: "prima di tutto, innanzitutto, un po fuori/off tema/topic, scusate/scusa/perdonate \
        se/per il/la/è? disturbo/domanda/ignoranza/una domanda/stupida?, sono nuovo/nuova qui, \
        sono un? principiante/neofita/alle, domanda da principiante, spero che stiate/tutto \
        bene, spero sia il posto giusto, la situazione è questa/la seguente?, il problema è \
        questo/il seguente?, ho il seguente problema, ho un problema, altra/un'altra domanda, \
        ancora una domanda, grazie in anticipo, in anticipo grazie, se qualcuno sa, in breve",
    empty: "qualche idea/suggerimento/consiglio/aiuto, idee, qualcuno ha qualche? \
        idea/idee/soluzioni, avete idee, avete qualche idea, suggerimenti, aiuto, aiutatemi, \
        help, ho bisogno di aiuto, urgente, domanda, problema, errore, dubbio, grazie, grazie \
        mille, grazie in anticipo, vi ringrazio, cosa sto sbagliando, cosa sbaglio, dove \
        sbaglio, che fare, cosa posso/devo fare, come posso risolvere/fare/sistemare, come \
        risolvere/risolvo/faccio/posso risolverlo, come posso risolvere questo/il? problema, \
        come si risolve, come mai, perché, perche, perché succede, qual è il problema, cosa \
        succede, da cosa dipende, è normale, è corretto, è giusto, è possibile, è un bug, \
        qualcuno può/puo/potrebbe aiutarmi, qualcuno mi può/puo/potrebbe aiutare, mi \
        potete/potreste aiutare, potete aiutarmi, qualcuno ha lo stesso problema, succede anche \
        a voi, capita anche a voi, ho un problema, ad esempio, per esempio, sono nuovo, cordiali \
        saluti",
    asks: "come posso, come si, come faccio, come fare, come mai, come, perché, perche, cosa, \
        che cosa, dove, quando, chi, quale, quali, quanto, quanti, qual è, c'è un, c'è, c'è \
        modo, esiste, si può, si puo, è possibile, posso, può, potete, da dove, con cosa, a \
        cosa, ci sono, qualcuno",
    wants: "voglio, vorrei, ho bisogno, devo, sto cercando di, sto provando a, cerco di, cerco, \
        sto cercando, provo a, vogliamo, vorremmo, mi serve, mi servirebbe",
    problems: "errore, errori, non funziona*, non si apre, non apre, non carica, non si avvia, \
        non parte, non si accende, non si connette, non riesco, non riesce, non posso, non può, \
        non si può, non appare, non compare, non trov*, non salva, non si installa, non \
        risponde, non aggiorna, non riconosce, non va, non vede, si blocca, bloccato, bloccata, \
        si chiude, si spegne, crash*, problema, problemi, rotto, rotta, ha smesso, impossibile, \
        sparit*, scompar*, perso, fallit*, fallisce, eccezione, lento, sbagliato, bug, \
        lampeggia, si disconnette, si riavvia",
    thanks: "grazie, grazie mille, mille grazie, grazie in anticipo, grazie a tutti, saluti, \
        cordiali saluti, per favore, vi ringrazio, un saluto, distinti saluti",
    tails: "perché, poiché, siccome, dato che, visto che, a causa di, per esempio, ad esempio, \
        anche se, sebbene, affinché, che è/sono/ha/hanno, il/la quale, i/le quali, cioè, \
        soprattutto, in particolare, nonostante, mentre, quindi, per cui",
    small: "a, ad, agli, ai, al, alla, alle, allo, anche, ancora, avere, c, che, chi, ci, ciao, \
        come, con, cosa, così, cui, d, da, dagli, dai, dal, dalla, dalle, degli, dei, del, \
        della, delle, dello, deve, devo, di, dopo, dove, e, è, ed, era, essere, fa, fare, fra, \
        già, gli, grazie, ha, hai, hanno, ho, i, il, in, io, l, la, le, lei, li, lo, loro, lui, \
        ma, me, mi, mia, mie, miei, mio, molto, ne, nei, nel, nella, nelle, nessun, niente, no, \
        noi, non, o, ogni, ora, per, perché, più, poi, posso, prima, può, qualche, qualcuno, \
        quale, quando, quel, quella, quello, questa, queste, questi, questo, qui, sa, sapere, \
        se, sei, senza, si, sì, solo, sono, sta, sto, su, sua, sul, sulla, suo, tra, tu, tutti, \
        tutto, un, una, uno, vi, voglio, voi, vorrei, domanda",
};
