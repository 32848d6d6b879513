//! The cues of Spanish: greetings, leads, questions, thanks.

use super::Cues;

pub(super) const SPANISH: Cues = Cues {
    greetings: "hola, holaa, holi, buenas, muy? buenas tardes/noches/días/dias?, buenos \
        días/dias, buen día/dia, muy buenas, saludos, estimados, estimado, estimada, estimadas, \
        qué tal, que tal, queridos",
    greeted: "a todos, a todas, a tod@s, todos, todas, amigos, comunidad, gente, equipo, chicos, \
        compañeros, colegas, grupo, foro, de nuevo, otra vez, qué tal, que tal",
    fillers: "entonces, pues, pero, también, bueno, ok, por cierto, perdón, perdonen, \
        disculpen, disculpa, por favor, pregunta, una? pregunta rápida/rapida/tonta, una \
        pregunta, tengo una pregunta/duda/consulta, tengo la siguiente? duda/pregunta/consulta, \
        una duda, una consulta, duda, consulta, alguien sabe, alguno sabe, alguien me puede/\
        podría/podria decir/explicar/ayudar/indicar, alguien puede/podría decirme/explicarme/\
        ayudarme/indicarme, me pueden/podrían/puede/podría/podrían decir/explicar/ayudar/\
        indicar, pueden/podrían decirme/explicarme, sabe alguien, saben, sabéis, sabes, quería/\
        queria/quisiera saber/preguntar, me gustaría/gustaria saber/preguntar, me pregunto, no \
        sé/se, no entiendo, quiero saber, solo quería saber, necesito ayuda con/para, ayuda \
        con, tal vez sea una pregunta tonta pero, alguna idea de, tienen/tienes/tenéis alguna? \
        idea de, alguien tiene alguna? idea de/sobre, me podrían/podrías/pueden/puedes decir/\
        explicar/ayudar/indicar, podrían/podrías/pueden/puedes decirme/explicarme/ayudarme/\
        indicarme a/con?, alguien me podría/puede/podria decir/explicar/ayudar/indicar a/con?, \
        no logro/consigo/puedo entender/averiguar/saber, estoy tratando/intentando de? \
        entender/averiguar, necesito ayuda/consejo/orientación con/para/sobre, busco ayuda/\
        consejo con/para/sobre, tengo una duda/pregunta sobre/con/acerca, duda/consulta/\
        pregunta sobre/con, quería/quisiera preguntar/saber/consultar, me pregunto, me \
        preguntaba",
    asides: "antes que nada, en primer lugar, un poco off topic, perdón/disculpa/disculpen/\
        perdonen por/si la/el/es? molestia/pregunta/ignorancia/tonta/ya? pregunta?, soy nuevo/\
        nueva aquí, soy novato/novata/principiante, pregunta de novato/principiante, espero que \
        estén/estés/esteis/todos bien, espero que sea el lugar correcto, la situación es esta/\
        la siguiente?, el problema es este/el siguiente?, tengo el siguiente problema, tengo un \
        problema, otra pregunta/duda, una pregunta/duda más, gracias de antemano, de antemano \
        gracias, si alguien sabe",
    empty: "alguna idea/sugerencia/ayuda/solución/solucion, algún/algun consejo, ideas, ayuda, \
        ayuda por favor, por favor ayuda, necesito ayuda, ayúdenme, ayudenme, urgente, pregunta, \
        duda, consulta, problema, error, gracias, muchas gracias, gracias de antemano, gracias \
        por adelantado, mil gracias, qué/que estoy haciendo mal, qué/que hago mal, qué/que \
        puedo/debo hacer, qué/que hago, cómo/como lo soluciono/arreglo/hago, cómo/como puedo \
        solucionarlo/arreglarlo/hacerlo/resolverlo, cómo/como solucionar/solucionarlo/resolver/\
        arreglar esto/este? problema/error?, por qué/que, por qué/que pasa/sucede esto, a \
        qué/que se debe, cuál/cual es el problema, qué/que pasa, es esto \
        normal/correcto/posible, es normal, es correcto, es posible, estoy en lo correcto, \
        alguien más/mas con? este? problema?, a alguien más/mas le pasa, alguien puede/podría \
        ayudarme, alguien me puede/podría ayudar, me pueden/podrían/puede ayudar, tengo un \
        problema, por ejemplo, soy nuevo, un saludo, saludos",
    asks: "cómo, como puedo, como se, como hago, como hacer, qué, que, por qué, por que, dónde, \
        donde puedo, donde está, cuándo, quién, quien, cuál, cual es, cuáles, cuánto, cuántos, \
        hay alguna/algún/algun/una/forma, se puede, puedo, es posible, existe, existe alguna, \
        para qué, a quién, con qué, en qué, tiene, tienen, puede, pueden, alguien",
    wants: "quiero, quisiera, me gustaría, me gustaria, necesito, estoy intentando, intento, \
        estoy tratando de, trato de, busco, estoy buscando, queremos, necesitamos, tengo que",
    problems: "error, errores, no funciona*, no abre, no carga, no inicia, no arranca, no \
        conecta, no puedo, no puede, no pueden, no se puede, no me deja, no deja, no aparece*, \
        no sale*, no encuentra*, no encuentro, no guarda, no instala, no responde, no actualiza, \
        no reconoce, no logro, falla*, fallo, fallos, se cierra, se cuelga, se congela, se \
        bloquea, problema, problemas, roto, rota, dejó de, dejo de, imposible, desaparec*, \
        perdí, perdido, excepción, tarda, incorrecto, inválido, se apaga, se reinicia, se \
        desconecta",
    thanks: "gracias, muchas gracias, mil gracias, gracias de antemano, gracias por adelantado, \
        de antemano gracias, un saludo, saludos, saludos cordiales, por favor, atentamente, \
        porfa, porfavor",
    tails: "porque, ya que, pues, puesto que, debido a, por ejemplo, aunque, para que, que es/\
        son/tiene/tienen, el/la cual, los/las cuales, es decir, sobre todo, especialmente, a \
        pesar de, mientras, así que, de modo que, como por",
    small: "a, al, algo, alguien, alguna, algún, algunos, ante, antes, así, aun, aún, bien, \
        cada, como, cómo, con, cual, cuál, cuando, cuándo, de, del, desde, donde, dónde, e, el, \
        él, ella, ellos, en, entre, era, es, esa, ese, eso, esta, está, están, este, esto, \
        estos, estoy, fue, gracias, ha, hace, hacer, han, hasta, hay, he, hola, la, las, le, \
        les, lo, los, más, mas, me, mi, mis, muy, nada, ni, no, nos, o, otra, otro, para, pero, \
        por, porque, puede, puedo, pues, que, qué, quien, quién, quiero, saber, sabe, se, sé, \
        ser, si, sí, sin, sobre, solo, sólo, son, su, sus, también, tan, tengo, tiene, todo, \
        todos, tu, un, una, unas, uno, unos, y, ya, yo, ahora, aquí, después, favor, necesito, \
        pregunta, duda, literal",
};
