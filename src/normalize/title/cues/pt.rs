//! The cues of Portuguese: greetings, leads, questions, thanks.

use super::Cues;

pub(super) const PORTUGUESE: Cues = Cues {
    greetings: "olá, ola, oi, oie, bom dia, boa tarde, boa noite, e aí, e ai, fala, fala aí, \
        saudações, caros, prezados, prezado, prezada, alô, queridos, boas",
    greeted: "a todos, a todas, todos, todas, pessoal, galera, gente, amigos, comunidade, \
        equipe, equipa, time, turma, colegas, malta, tudo bem, tudo bom, para todos, novamente, \
        de novo, grupo",
    fillers: "então, entao, também, bom, ok, aliás, desculpe, desculpa, desculpem, por favor, \
        pergunta, dúvida, duvida, uma? pergunta rápida/boba/simples, uma dúvida/duvida/\
        pergunta, tenho uma dúvida/duvida/pergunta, estou com uma? dúvida/duvida, minha dúvida/\
        duvida/pergunta é, alguém/alguem sabe, alguém/alguem saberia, alguém/alguem pode/\
        poderia me? dizer/explicar/ajudar/informar, podem/poderiam/pode/poderia me? dizer/\
        explicar/ajudar/informar, vocês/voces sabem, você/voce sabe, sabem, sabe, gostaria de \
        saber/perguntar, queria saber/perguntar, quero saber, não/nao sei, não/nao entendo, \
        estava me perguntando, me pergunto, preciso de ajuda com/para, ajuda com, talvez seja \
        uma pergunta boba mas, alguma ideia de, alguém tem alguma? ideia de/sobre, alguém \
        poderia/pode/consegue me dizer/explicar/ajudar a/com?, vocês/você podem/pode/poderiam/\
        poderia me dizer/explicar/ajudar a/com?, poderiam/poderia me dizer/explicar/ajudar a/\
        com?, não consigo entender/descobrir/saber, estou tentando entender/descobrir, preciso \
        de ajuda/orientação com/para/sobre, tenho uma dúvida/pergunta sobre/com, dúvida/\
        pergunta sobre, queria/gostaria de? perguntar/saber, me pergunto",
    asides: "antes de mais nada, primeiramente, um pouco fora do tópico/assunto, desculpe/\
        desculpem/desculpa se/pela/o/por incômodo/pergunta/ignorância/é? pergunta?, sou novo/\
        nova aqui/por?, sou iniciante, pergunta de iniciante, espero que estejam/esteja todos? \
        bem, a situação é a seguinte, o problema é o seguinte, estou com o seguinte problema, \
        estou com um problema, outra pergunta/dúvida, mais uma pergunta/dúvida, obrigado/\
        obrigada desde já, desde já obrigado/obrigada/agradeço, se alguém souber",
    empty: "alguma ideia/sugestão/dica/solução/ajuda, ideias, alguém/alguem tem alguma/uma? \
        ideia/solução/dica, ajuda, socorro, preciso de ajuda, me ajudem, alguém/alguem me ajuda, \
        por favor me? ajudem, urgente, pergunta, dúvida, duvida, problema, erro, obrigado, \
        obrigada, muito obrigado/obrigada, obrigado/obrigada desde já, desde já \
        obrigado/obrigada/agradeço, agradeço desde já, valeu, grato, o que estou fazendo de? \
        errado, o que faço de errado, o que fazer, o que posso/devo fazer, o que eu faço, como \
        resolver/corrigir/arrumar/fazer isso/este/esse? problema/erro?, como \
        resolvo/faço/corrijo isso?, como posso resolver isso, por que/quê/porque, por que isso \
        acontece, porquê, qual o? problema, qual é o problema, o que pode ser, o que está \
        acontecendo, isso é normal/correto/possível/um/bug? bug?, é normal, está correto, é isso \
        mesmo, alguém/alguem pode/poderia me? ajudar, podem/poderiam/pode me ajudar, \
        alguém/alguem mais com? esse? problema?, alguém já passou por isso, estou com um \
        problema, tenho um problema, por exemplo, sou novo aqui, abraços",
    asks: "como, por que, porque, porquê, o que, onde, quando, quem, qual, quais, quanto, \
        quantos, é possível, existe, tem como, há, ha alguma, dá para, da para, posso, pode, \
        podem, será que, de onde, para que, com que, em que, alguém",
    wants: "quero, gostaria de, queria, preciso, estou tentando, tento, tentando, estou \
        procurando, procuro, estou à procura, queremos, precisamos, tenho que, necessito",
    problems: "erro, erros, não funciona*, nao funciona*, não abre, nao abre, não carrega, nao \
        carrega, não inicia, não liga, não conecta, não consigo, nao consigo, não consegue, não \
        pode, não posso, não aparece*, nao aparece*, não encontr*, não salva, não instala, não \
        responde, não atualiza, não reconhece, não dá, falha*, falhou, falhando, trava*, \
        travando, fecha sozinho, problema, problemas, quebrado, quebrou, parou, impossível, \
        sumiu, desaparec*, perdi, perdido, exceção, lento, inválido, incorreto, desliga, \
        reinicia, desconecta, bug",
    thanks: "obrigado, obrigada, muito obrigado, muito obrigada, obrigado desde já, desde já \
        obrigado, desde já agradeço, valeu, vlw, abraços, abraço, atenciosamente, por favor, pf, \
        grato, grata, agradeço",
    tails: "porque, pois, já que, visto que, devido a, por exemplo, embora, para que, que é/\
        são/tem/têm, o/a qual, os/as quais, ou seja, sobretudo, principalmente, apesar de, \
        enquanto, então eu, sendo que, de modo que",
    small: "a, ao, aos, as, às, à, algum, alguma, alguém, alguem, ainda, agora, antes, aqui, \
        até, cada, com, como, da, das, de, depois, desde, do, dos, e, é, ela, ele, eles, em, \
        entre, era, essa, esse, esta, está, estão, este, estou, eu, fazer, foi, há, isso, isto, \
        já, lá, lhe, mais, mas, me, mesmo, meu, meus, minha, muito, na, não, nao, nas, nem, no, \
        nos, nós, o, obrigado, onde, os, ou, para, pela, pelo, pode, podem, por, porque, posso, \
        pra, preciso, qual, qualquer, quando, que, quem, quero, se, sem, ser, seu, só, sobre, \
        sou, sua, também, tem, tenho, ter, tudo, um, uma, vai, vou, você, vocês, saber, sabe, \
        oi, olá, dúvida, pergunta, são",
};
