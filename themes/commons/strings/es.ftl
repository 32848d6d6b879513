### Español: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = Ir al contenido
nav-main = Menú principal
nav-languages = Idioma
nav-crumbs = Está aquí
nav-tree = Todas las respuestas
nav-products = Productos
nav-categories = Categorías
nav-topics = Temas
nav-keywords = Palabras clave
nav-people = Personas
home-products = Elija un producto
home-categories = Explorar por categoría
all-products = Todos los productos
all-categories = Todas las categorías
popular-answers = Respuestas populares
narrow = Acotar
nav-ask = Preguntar
nav-letters = De la A a la Z
nav-months = Por fecha
nav-feed = Fuente web
browse = Ver todas las preguntas
footer-sources = Respuestas de:
licence = Licencia:
list-empty = Aquí todavía no hay nada.
copy = Copiar
copied = Copiado
as-markdown = Ver como Markdown
copy-markdown = Copiar como Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Colores
scheme-auto = Como en este dispositivo
scheme-light = Claro
scheme-dark = Oscuro
close = Cerrar
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Páginas
pager-previous = Anterior
pager-next = Siguiente
pager-all = Todas las páginas ({ $n })

## Home

home-heading = ¿En qué podemos ayudarle?
home-lead =
    { $n ->
        [one] { $n } pregunta con sus respuestas de la comunidad de { $brand }
        [many] { $n } de preguntas con sus respuestas de la comunidad de { $brand }
       *[other] { $n } preguntas con sus respuestas de la comunidad de { $brand }
    }
newly-solved = Resueltas recientemente

## Search

search-label = Buscar respuestas
search-placeholder = Pregunte con sus palabras
search-button = Buscar
search-results = Resultados
search-none = No se ha encontrado nada. Pruebe con menos palabras o con otras.
search-nothing = No hay nada cercano a tu pregunta.
search-topics = Puede que ayuden estos temas:
search-weak = Mostrar coincidencias más débiles
search-elsewhere = Solo en otro idioma:
search-question = Pregunta
# %q stands for the words that were searched for instead.
search-instead = Resultados de %q
search-loading = Buscando…
search-near = Quizá quiso decir:
search-ask = Preguntar a la comunidad
search-all = Mostrar todos los resultados
search-more = Mostrar más
search-lost = Puede que falten resultados: no se ha podido cargar una parte de la búsqueda.
search-failed = No se ha podido cargar la búsqueda. Inténtelo de nuevo o consulte las preguntas por tema.
search-version = La búsqueda es de otra versión del programa. Vuelva a cargar la página; si no sirve, hay que generar de nuevo el sitio.
search-file = Los navegadores no permiten buscar en una página abierta desde una carpeta. Ponga el sitio en un servidor web o use las listas de abajo.
search-disk = No se puede buscar en un sitio abierto desde una carpeta. Póngalo en un servidor web.
search-filters = Filtros
search-clear = Quitar los filtros
search-sort = Ordenar
search-by-fit = Las mejores primero
search-by-date = Las más recientes primero
search-newest-of = las más recientes de las %n mejores
search-language = Idioma
search-any-language = Todos los idiomas
search-product = Producto
search-any-product = Todos los productos
search-grade = Estado
search-any-grade = Todos los estados
search-year = Año
search-any-year = Todos los años
popular-topics = Temas populares
search-noscript = La búsqueda necesita JavaScript. Sin él, puede encontrar todas las preguntas en las listas de abajo.

## How sure an answer is

solved = Resuelta
official = Respuesta oficial
confirmed = Confirmada por quien preguntó
self-answered = Respondida por quien preguntó
corroborated = Confirmada por otras personas
answered = Respuesta sin confirmar
contested = Las respuestas difieren
unresolved = Aún sin resolver
accepted = Respuesta aceptada
check-due = Pendiente de revisión
contested-note = Aquí hay opiniones distintas: lea también las demás respuestas antes de decidir.
unresolved-note = Nadie ha marcado esta respuesta como solución. Aun así, puede servirle.
expired-note = Esta respuesta debía revisarse antes del { $date }; desde entonces puede haber cambiado algo.
release-note = { $name } se publicó el { $date }, después de la última revisión de esta respuesta.
release-note-unchecked = { $name } se publicó el { $date }, después de escribirse esta respuesta.
changed-original-note = El original de esta traducción ha cambiado desde que se revisó:
no-answer-note = Esta pregunta todavía no tiene respuesta.
# The name of a person or team and a date follow, then a date alone.
checked-by = Revisada por
checked = Revisada el
age-years =
    { $n ->
        [one] hace { $n } año
        [many] hace { $n } de años
       *[other] hace { $n } años
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = ¿Sigue siendo cierto?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Pregunta de
asked-on = Preguntado el
asked-as = La pregunta tal como se hizo
best-answer = Mejor respuesta
other-answers =
    { $n ->
        [one] { $n } respuesta más
        [many] { $n } de respuestas más
       *[other] { $n } respuestas más
    }
next-answers = Otras buenas respuestas
discussion = Toda la conversación
discussion-lead = Todas las respuestas en orden cronológico, primero las más antiguas.
discussion-contents = Todas las respuestas por fecha
back-to-question = La pregunta y sus mejores respuestas
also-asked = También se preguntó así
version = versión { $version }
edited = editado
permalink = Enlace
original-post = Original
source = Fuente:
rail = Más sobre esto
related = Preguntas relacionadas
who-helped = Quién ha ayudado
also-in = También en

## Going on from here

did-it-help = ¿Se ha resuelto su problema?
feedback-yes = Sí
feedback-no = No
feedback-thanks = Gracias por decírnoslo.
feedback-near = Quizá le ayude una de estas:
feedback-note = Su respuesta se cuenta sin cookies y sin nombres. Solo esta pestaña recuerda que la dio, hasta que la cierre.
did-it-help-thread = Si no, escriba en el hilo original: allí todavía pueden responderle.
did-it-help-ask = Si no, pregunte a la comunidad.
same-question = ¿Tiene la misma pregunta?
same-question-text = Dígaselo a la comunidad: cuantas más personas pregunten, antes responderá alguien.
still-stuck = ¿Sigue sin solución?
open-thread = Abrir el hilo original
ask-new = Hacer una pregunta nueva

## Counts

n-questions =
    { $n ->
        [one] { $n } pregunta
        [many] { $n } de preguntas
       *[other] { $n } preguntas
    }
n-solved =
    { $n ->
        [one] { $n } resuelta
        [many] { $n } de resueltas
       *[other] { $n } resueltas
    }
n-answers =
    { $n ->
        [one] { $n } respuesta
        [many] { $n } de respuestas
       *[other] { $n } respuestas
    }
n-best =
    { $n ->
        [one] { $n } mejor respuesta
        [many] { $n } de mejores respuestas
       *[other] { $n } mejores respuestas
    }
n-comments =
    { $n ->
        [one] { $n } comentario
        [many] { $n } de comentarios
       *[other] { $n } comentarios
    }
n-votes =
    { $n ->
        [one] { $n } voto
        [many] { $n } de votos
       *[other] { $n } votos
    }
helped-n =
    { $n ->
        [one] ayudó con { $n } pregunta
        [many] ayudó con { $n } de preguntas
       *[other] ayudó con { $n } preguntas
    }

## People

deleted-user = antiguo miembro
role-staff = equipo de { $brand }
role-brand = cuenta oficial
role-expert = experto de la comunidad
role-moderator = moderación
# After a name: whose question it is.
by-asker = hizo la pregunta
role-bot = bot
people-lead = Todas las personas cuyas respuestas están en estas páginas. ¡Gracias!
profile = Perfil en la comunidad
helped-with = Preguntas respondidas

## Titles and descriptions of pages

title-products = Productos
title-categories = Categorías
title-product = { $product }
title-category = { $category }
title-tags = Temas
title-keywords = Palabras clave
title-people = Personas que han ayudado
title-letters = Todas las preguntas, de la A a la Z
title-months = Todas las preguntas por fecha
title-search = Búsqueda
title-missing = No encontramos esta página
missing-lead = Puede que se haya movido o que la dirección tenga un error. Busque lo que necesita:
title-tag = Preguntas sobre { $tag }
title-keyword = Preguntas sobre { $keyword }
title-letter = Preguntas: { $letter }
title-month = Preguntas: { $month }
title-page = { $title }, página { $page }
title-discussion = { $title }: toda la conversación
# Stands for titles that begin with no letter.
other-letter = Otras
description-home =
    { $n ->
        [one] { $n } pregunta con sus respuestas de la comunidad y del equipo: busque o explore por temas.
        [many] { $n } de preguntas con sus respuestas de la comunidad y del equipo: busque o explore por temas.
       *[other] { $n } preguntas con sus respuestas de la comunidad y del equipo: busque o explore por temas.
    }
description-tag =
    { $n ->
        [one] { $n } pregunta sobre { $tag }, con sus respuestas.
        [many] { $n } de preguntas sobre { $tag }, con sus respuestas.
       *[other] { $n } preguntas sobre { $tag }, con sus respuestas.
    }
description-product =
    { $n ->
        [one] { $n } pregunta sobre { $product }, con sus respuestas.
        [many] { $n } de preguntas sobre { $product }, con sus respuestas.
       *[other] { $n } preguntas sobre { $product }, con sus respuestas.
    }
description-category =
    { $n ->
        [one] { $n } pregunta sobre { $category }, con sus respuestas.
        [many] { $n } de preguntas sobre { $category }, con sus respuestas.
       *[other] { $n } preguntas sobre { $category }, con sus respuestas.
    }
description-person =
    { $n ->
        [one] { $name } ayudó con { $n } pregunta.
        [many] { $name } ayudó con { $n } de preguntas.
       *[other] { $name } ayudó con { $n } preguntas.
    }

## Within answers

# Above the headings of an answer that has several.
contents = En esta página
# Titles of boxes that stand out.
alert-note = Nota
alert-tip = Consejo
alert-important = Importante
alert-warning = Advertencia
alert-caution = Precaución
# The signs of a task list, for those who do not see them.
task-done = Hecho
task-open = Pendiente
footnotes = Notas al pie
footnote-back = Volver al texto
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Vídeo
media-video-at = Vídeo en { $host }
media-audio = Grabación
media-audio-at = Grabación en { $host }
media-picture = Imagen
media-picture-at = Imagen en { $host }
media-embed = Contenido incrustado
media-embed-at = Contenido de { $host }
media-page = Página
media-page-at = Página en { $host }
media-file = Archivo
media-file-at = Archivo en { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Ampliar la imagen
poll-votes =
    { $n ->
        [one] { $n } voto
        [many] { $n } de votos
       *[other] { $n } votos
    }
poll-voters =
    { $n ->
        [one] { $n } votante
        [many] { $n } de votantes
       *[other] { $n } votantes
    }

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } KB
size-mb = { $whole },{ $tenth } MB

## Dates

# $day, $month (1 to 12), $year.
date-long = { $day } de { month-in-date } de { $year }
month-in-date =
    { $month ->
        [1] enero
        [2] febrero
        [3] marzo
        [4] abril
        [5] mayo
        [6] junio
        [7] julio
        [8] agosto
        [9] septiembre
        [10] octubre
        [11] noviembre
       *[12] diciembre
    }
month-year = { month-alone } de { $year }
month-alone =
    { $month ->
        [1] Enero
        [2] Febrero
        [3] Marzo
        [4] Abril
        [5] Mayo
        [6] Junio
        [7] Julio
        [8] Agosto
        [9] Septiembre
        [10] Octubre
        [11] Noviembre
       *[12] Diciembre
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Contenido
other-questions = Otras preguntas

## Without a network

# A page that is not kept on the reader's device.
offline-title = No tienes conexión
offline-text = Esta página no está guardada en este dispositivo. Lo que ya has leído sigue aquí.
