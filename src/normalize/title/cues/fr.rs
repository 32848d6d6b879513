//! The cues of French: greetings, leads, questions, thanks.

use super::Cues;

pub(super) const FRENCH: Cues = Cues {
    greetings: "bonjour, bonsoir, salut, coucou, hello, re bonjour, rebonjour, bjr, bsr, slt, \
        chers, cher, chère, chères, bonne année, yo",
    greeted: "à tous, a tous, à toutes, à toutes et à? tous, tous, tout le monde, à tout le \
        monde, les amis, l'équipe, la communauté, communauté, le forum, les gens, collègues, \
        messieurs, madame, monsieur, mesdames, à tous et à? toutes, tlm, encore",
    fillers: "alors, donc, et, mais, aussi, bon, ok, au fait, désolé, désolée, pardon, \
        excusez-moi, s'il vous plaît, s'il vous plait, svp, question, questions, petite \
        question, une/petite/juste une/petite? question, question rapide/bête/idiote/simple, \
        une question rapide/bête/idiote/simple, j'ai une petite? question, j'aurais une petite? \
        question, quelqu'un sait, quelqu'un saurait, est-ce que quelqu'un sait/saurait, \
        quelqu'un sait-il, savez-vous, sauriez-vous, vous savez, quelqu'un peut/pourrait me/m' \
        dire/expliquer/aider/indiquer à?, est-ce que quelqu'un peut/pourrait me/m' dire/\
        expliquer/aider, pouvez-vous/pourriez-vous me/m' dire/expliquer/aider, j'aimerais \
        savoir, je voudrais savoir, je me demande, je me demandais, je voulais savoir/demander, \
        je cherche à savoir, je ne sais pas, je ne comprends pas, j'ai besoin d'aide pour/avec, \
        besoin d'aide pour/avec, une idée de/sur, avez-vous/auriez-vous une idée de/\
        sur?, quelqu'un aurait/a une idée de/sur?, quelqu'un saurait-il/sait-il me/m'? dire/\
        expliquer?, pourriez-vous/pouvez-vous m'indiquer/m'expliquer/m'aider/me dire à?, je \
        n'arrive pas à comprendre/trouver/savoir, je ne parviens pas à comprendre/trouver, \
        j'essaie/j'essaye de comprendre/savoir, j'ai du mal à comprendre, j'ai une question \
        sur/concernant/à, question sur/concernant, j'aurais besoin d'aide/d'un pour/avec/\
        conseil, je cherche de l'aide pour/sur, je souhaite/souhaiterais savoir/demander",
    asides: "tout d'abord, un peu hors sujet, hors sujet, désolé/pardon/excusez-moi si/pour la/\
        ma/le/c'est? question/dérangement/déjà/bête/une bête/idiote/posée/question?, je suis \
        nouveau/nouvelle/débutant/débutante ici?, question de débutant/débutante, question \
        bête, j'espère que vous allez/tout va? bien, j'espère être au bon endroit, voici mon \
        problème, mon problème est le suivant, la situation est la suivante, autre question, \
        une autre question, encore une question, merci d'avance, par avance merci, si quelqu'un \
        sait, en bref, en résumé",
    empty: "une idée, des idées, une solution, avez-vous une idée/solution, quelqu'un a une \
        idée/solution, quelqu'un aurait une idée/solution, une? piste, un? conseil, aide, à \
        l'aide, au secours, besoin d'aide, j'ai besoin d'aide, aidez-moi, aidez moi, urgent, \
        question, problème, erreur, bug, merci, merci d'avance, merci beaucoup, merci par \
        avance, d'avance merci, qu'est-ce que je fais mal, que faire, que dois-je faire, que \
        puis-je faire, comment faire, comment résoudre/corriger/régler ce/cela/ça problème/bug?, \
        comment puis-je résoudre/corriger/régler ce/cela/ça problème?, d'où vient le? problème, \
        d'où ça vient, pourquoi, comment, quel est le problème, quelle est la solution, est-ce \
        normal, c'est normal, est-ce correct, est-ce possible, c'est possible, est-ce que c'est \
        normal/correct/possible, ai-je raison, quelqu'un peut/pourrait m'aider, est-ce que \
        quelqu'un peut/pourrait m'aider, pouvez-vous/pourriez-vous m'aider, vous pouvez m'aider, \
        quelqu'un a le même problème, suis-je le seul, j'ai un problème, j'ai un souci, j'ai un \
        petit problème/souci, par exemple, je suis nouveau, cordialement, bonne journée",
    asks: "comment, pourquoi, où, quand, qui, que, quoi, quel, quelle, quels, quelles, combien, \
        est-ce que, est-ce, est-il, y a-t-il, y a t il, existe-t-il, peut-on, puis-je, \
        qu'est-ce, à quoi, de quoi, avec quoi, pouvez-vous, peut-il, faut-il, dois-je, doit-on, \
        a-t-il, avez-vous, ya-t-il, c'est quoi",
    wants: "je veux, je voudrais, j'aimerais, je souhaite, je souhaiterais, j'essaie de, \
        j'essaye de, je cherche, je dois, j'ai besoin, nous voulons, nous voudrions, nous \
        souhaitons, il me faut",
    problems: "erreur*, ne fonctionne pas, ne fonctionne plus, ne marche pas, ne marche plus, \
        marche pas, fonctionne pas, ne s'ouvre, ne se lance, ne démarre, ne charge, ne se \
        connecte, ne peux, ne peut, ne peux pas, ne parviens, n'arrive, n'arrive pas, n'arrive \
        plus, n'affiche, ne s'affiche, ne trouve, n'apparaît, ne répond, ne reconnaît, \
        impossible, échou*, échec, plante*, plantage, bloqu*, se ferme, se fige, problème, \
        problèmes, souci, bug, bugs, cassé, disparu*, disparaît, perdu, refus*, introuvable, \
        invalide, lent, lente, se déconnecte, s'éteint, clignote",
    thanks: "merci, merci d'avance, d'avance merci, merci beaucoup, merci par avance, \
        cordialement, bien à vous, bonne journée, svp, s'il vous plaît, s'il vous plait, stp, \
        merci pour votre/vos aide/réponses, bien cordialement",
    tails: "parce que, car, puisque, étant donné, vu que, par exemple, bien que, afin de, afin \
        que, pour que, qui, dont, lequel/laquelle, c'est-à-dire, surtout, notamment, malgré, \
        tandis que, alors que, donc je/on, sachant que",
    small: "a, à, afin, ai, ainsi, alors, as, au, aucun, aucune, aussi, autre, aux, avec, avez, \
        avoir, avons, bien, bonjour, c, car, ce, cela, ces, cet, cette, chez, comme, comment, d, \
        dans, de, depuis, des, deux, dois, donc, du, elle, elles, en, encore, est, et, était, \
        être, eu, fait, faire, faut, il, ils, j, je, jai, l, la, là, le, les, leur, lui, m, ma, \
        mais, me, même, merci, mes, moi, mon, n, ne, ni, nos, notre, nous, on, ont, ou, où, par, \
        pas, peu, peut, peux, plus, pour, pourquoi, puis, qu, quand, que, quel, quelle, quelqu, \
        quelque, quelques, qui, quoi, s, sa, sais, sait, sans, savoir, se, ses, si, son, sont, \
        suis, sur, t, tous, tout, toute, très, tu, un, une, va, vais, vers, voir, votre, vos, \
        vous, y, ça, question, t-il, voudrais, veux",
};
