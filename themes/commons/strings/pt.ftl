### Português: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = Ir para o conteúdo
nav-main = Menu principal
nav-languages = Idioma
nav-crumbs = Você está aqui
nav-tree = Todas as respostas
nav-products = Produtos
nav-categories = Categorias
nav-topics = Tópicos
nav-keywords = Palavras-chave
nav-people = Pessoas
home-products = Escolha um produto
home-categories = Explorar por categoria
all-products = Todos os produtos
all-categories = Todas as categorias
popular-answers = Respostas populares
narrow = Refinar
nav-ask = Perguntar
nav-letters = De A a Z
nav-months = Por data
nav-feed = Feed de novidades
browse = Ver todas as perguntas
footer-sources = Respostas de:
licence = Licença:
list-empty = Ainda não há nada aqui.
copy = Copiar
copied = Copiado
as-markdown = Ver como Markdown
copy-markdown = Copiar como Markdown
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = Cores
scheme-auto = Como neste dispositivo
scheme-light = Claro
scheme-dark = Escuro
close = Fechar
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = Páginas
pager-previous = Anterior
pager-next = Próxima
pager-all = Todas as páginas ({ $n })

## Home

home-heading = Como podemos ajudar?
home-lead =
    { $n ->
        [one] { $n } pergunta com respostas da comunidade { $brand }
        [many] { $n } de perguntas com respostas da comunidade { $brand }
       *[other] { $n } perguntas com respostas da comunidade { $brand }
    }
newly-solved = Resolvidas recentemente

## Search

search-label = Buscar respostas
search-placeholder = Pergunte com suas palavras
search-button = Buscar
search-results = Resultados
search-none = Nada encontrado. Tente menos palavras ou outras palavras.
search-nothing = Nada próximo da sua pergunta.
search-topics = Estes temas podem ajudar:
search-weak = Mostrar resultados mais fracos
search-elsewhere = Apenas noutra língua:
search-question = Pergunta
# %q stands for the words that were searched for instead.
search-instead = Resultados para %q
search-loading = Buscando…
search-near = Você quis dizer:
search-ask = Perguntar à comunidade
search-all = Mostrar todos os resultados
search-more = Mostrar mais
search-lost = Alguns resultados podem estar faltando: não foi possível carregar uma parte da busca.
search-failed = Não foi possível carregar a busca. Tente de novo ou veja as perguntas por tópico.
search-version = A busca é de outra versão do programa. Recarregue a página; se não adiantar, o site precisa ser gerado novamente.
search-file = Os navegadores não permitem buscar em uma página aberta a partir de uma pasta. Coloque o site em um servidor web ou use as listas abaixo.
search-disk = Não é possível buscar em um site aberto a partir de uma pasta. Coloque-o em um servidor web.
search-filters = Filtros
search-clear = Remover filtros
search-sort = Ordenar
search-by-fit = Melhores primeiro
search-by-date = Mais recentes primeiro
search-newest-of = as mais recentes das %n melhores
search-language = Idioma
search-any-language = Todos os idiomas
search-product = Produto
search-any-product = Todos os produtos
search-grade = Estado
search-any-grade = Todos os estados
search-year = Ano
search-any-year = Todos os anos
popular-topics = Tópicos populares
search-noscript = A busca precisa de JavaScript. Sem ele, todas as perguntas podem ser encontradas nas listas abaixo.

## How sure an answer is

solved = Resolvida
official = Resposta oficial
confirmed = Confirmada por quem perguntou
self-answered = Respondida por quem perguntou
corroborated = Confirmada por outras pessoas
answered = Resposta não confirmada
contested = Respostas divergentes
unresolved = Ainda não resolvida
accepted = Resposta aceita
check-due = Revisão pendente
contested-note = Aqui as opiniões divergem: leia também as outras respostas antes de escolher.
unresolved-note = Ninguém marcou esta resposta como solução. Mesmo assim, ela pode ajudar.
expired-note = Esta resposta deveria ter sido revisada até { $date }; algo pode ter mudado desde então.
release-note = { $name } saiu em { $date }, depois da última revisão desta resposta.
release-note-unchecked = { $name } saiu em { $date }, depois de esta resposta ter sido escrita.
changed-original-note = O original desta tradução mudou desde a revisão:
no-answer-note = Esta pergunta ainda não tem resposta.
# The name of a person or team and a date follow, then a date alone.
checked-by = Revisada por
checked = Revisada em
age-years =
    { $n ->
        [one] há { $n } ano
        [many] há { $n } de anos
       *[other] há { $n } anos
    }
# Behind the age of an answer, as a link to where a reader can say so.
still-true = Ainda vale?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = Pergunta de
asked-on = Perguntado em
asked-as = A pergunta como foi feita
best-answer = Melhor resposta
other-answers =
    { $n ->
        [one] { $n } outra resposta
        [many] { $n } de outras respostas
       *[other] { $n } outras respostas
    }
next-answers = Outras boas respostas
discussion = Toda a discussão
discussion-lead = Todas as respostas em ordem cronológica, as mais antigas primeiro.
discussion-contents = Todas as respostas por data
back-to-question = A pergunta e suas melhores respostas
also-asked = Também perguntado assim
version = versão { $version }
edited = editado
permalink = Link direto
original-post = Original
source = Fonte:
rail = Mais sobre isso
related = Perguntas relacionadas
who-helped = Quem ajudou
also-in = Também em

## Going on from here

did-it-help = Isso resolveu seu problema?
feedback-yes = Sim
feedback-no = Não
feedback-thanks = Agradecemos a sua resposta.
feedback-near = Talvez uma destas ajude:
feedback-note = Sua resposta é contada sem cookies e sem nomes. Só esta aba lembra que você respondeu, até ser fechada.
did-it-help-thread = Se não, escreva na conversa original: ainda podem responder lá.
did-it-help-ask = Se não, pergunte à comunidade.
same-question = Você tem a mesma pergunta?
same-question-text = Conte à comunidade: quanto mais gente perguntar, mais cedo alguém responde.
still-stuck = Ainda com problemas?
open-thread = Abrir a conversa original
ask-new = Fazer uma nova pergunta

## Counts

n-questions =
    { $n ->
        [one] { $n } pergunta
        [many] { $n } de perguntas
       *[other] { $n } perguntas
    }
n-solved =
    { $n ->
        [one] { $n } resolvida
        [many] { $n } de resolvidas
       *[other] { $n } resolvidas
    }
n-answers =
    { $n ->
        [one] { $n } resposta
        [many] { $n } de respostas
       *[other] { $n } respostas
    }
n-best =
    { $n ->
        [one] { $n } melhor resposta
        [many] { $n } de melhores respostas
       *[other] { $n } melhores respostas
    }
n-comments =
    { $n ->
        [one] { $n } comentário
        [many] { $n } de comentários
       *[other] { $n } comentários
    }
n-votes =
    { $n ->
        [one] { $n } voto
        [many] { $n } de votos
       *[other] { $n } votos
    }
helped-n =
    { $n ->
        [one] ajudou em { $n } pergunta
        [many] ajudou em { $n } de perguntas
       *[other] ajudou em { $n } perguntas
    }

## People

deleted-user = ex-membro
role-staff = equipe { $brand }
role-brand = conta oficial
role-expert = especialista da comunidade
role-moderator = moderação
# After a name: whose question it is.
by-asker = fez a pergunta
role-bot = robô
people-lead = Todas as pessoas cujas respostas estão nestas páginas. Obrigado!
profile = Perfil na comunidade
helped-with = Perguntas respondidas

## Titles and descriptions of pages

title-products = Produtos
title-categories = Categorias
title-product = { $product }
title-category = { $category }
title-tags = Tópicos
title-keywords = Palavras-chave
title-people = Pessoas que ajudaram
title-letters = Todas as perguntas de A a Z
title-months = Todas as perguntas por data
title-search = Busca
title-missing = Não encontramos esta página
missing-lead = Ela pode ter mudado de lugar, ou o endereço tem um erro. Busque o que você precisa:
title-tag = Perguntas sobre { $tag }
title-keyword = Perguntas sobre { $keyword }
title-letter = Perguntas: { $letter }
title-month = Perguntas: { $month }
title-page = { $title }, página { $page }
title-discussion = { $title }: toda a discussão
# Stands for titles that begin with no letter.
other-letter = Outras
description-home =
    { $n ->
        [one] { $n } pergunta com respostas da comunidade e da equipe: busque ou navegue por tópico.
        [many] { $n } de perguntas com respostas da comunidade e da equipe: busque ou navegue por tópico.
       *[other] { $n } perguntas com respostas da comunidade e da equipe: busque ou navegue por tópico.
    }
description-tag =
    { $n ->
        [one] { $n } pergunta sobre { $tag }, com respostas.
        [many] { $n } de perguntas sobre { $tag }, com respostas.
       *[other] { $n } perguntas sobre { $tag }, com respostas.
    }
description-product =
    { $n ->
        [one] { $n } pergunta sobre { $product }, com respostas.
        [many] { $n } de perguntas sobre { $product }, com respostas.
       *[other] { $n } perguntas sobre { $product }, com respostas.
    }
description-category =
    { $n ->
        [one] { $n } pergunta sobre { $category }, com respostas.
        [many] { $n } de perguntas sobre { $category }, com respostas.
       *[other] { $n } perguntas sobre { $category }, com respostas.
    }
description-person =
    { $n ->
        [one] { $name } ajudou em { $n } pergunta.
        [many] { $name } ajudou em { $n } de perguntas.
       *[other] { $name } ajudou em { $n } perguntas.
    }

## Within answers

# Above the headings of an answer that has several.
contents = Nesta página
# Titles of boxes that stand out.
alert-note = Nota
alert-tip = Dica
alert-important = Importante
alert-warning = Aviso
alert-caution = Cuidado
# The signs of a task list, for those who do not see them.
task-done = Feito
task-open = A fazer
footnotes = Notas de rodapé
footnote-back = Voltar ao texto
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = Vídeo
media-video-at = Vídeo em { $host }
media-audio = Gravação
media-audio-at = Gravação em { $host }
media-picture = Imagem
media-picture-at = Imagem em { $host }
media-embed = Conteúdo incorporado
media-embed-at = Conteúdo de { $host }
media-page = Página
media-page-at = Página em { $host }
media-file = Arquivo
media-file-at = Arquivo em { $host }
# Of a link to the whole of a picture without a description.
picture-enlarge = Ampliar a imagem
poll-votes =
    { $n ->
        [one] { $n } voto
        [many] { $n } de votos
       *[other] { $n } votos
    }
poll-voters =
    { $n ->
        [one] { $n } pessoa votou
        [many] { $n } de pessoas votaram
       *[other] { $n } pessoas votaram
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
        [1] janeiro
        [2] fevereiro
        [3] março
        [4] abril
        [5] maio
        [6] junho
        [7] julho
        [8] agosto
        [9] setembro
        [10] outubro
        [11] novembro
       *[12] dezembro
    }
month-year = { month-alone } de { $year }
month-alone =
    { $month ->
        [1] Janeiro
        [2] Fevereiro
        [3] Março
        [4] Abril
        [5] Maio
        [6] Junho
        [7] Julho
        [8] Agosto
        [9] Setembro
        [10] Outubro
        [11] Novembro
       *[12] Dezembro
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = Conteúdo
other-questions = Outras perguntas

## Without a network

# A page that is not kept on the reader's device.
offline-title = Está offline
offline-text = Esta página não está guardada neste dispositivo. O que já leu continua aqui.
