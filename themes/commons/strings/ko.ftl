### 한국어: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = 본문으로 건너뛰기
nav-main = 주 메뉴
nav-languages = 언어
nav-crumbs = 현재 위치
nav-tree = 모든 답변
nav-products = 제품
nav-categories = 카테고리
nav-topics = 주제
nav-keywords = 키워드
nav-people = 사람들
home-products = 제품 선택
home-categories = 카테고리별로 보기
all-products = 모든 제품
all-categories = 모든 카테고리
popular-answers = 인기 답변
narrow = 범위 좁히기
nav-ask = 질문하기
nav-letters = 가나다순
nav-months = 날짜순
nav-feed = 피드
browse = 모든 질문 둘러보기
footer-sources = 답변 출처:
licence = 라이선스:
list-empty = 아직 아무것도 없습니다.
copy = 복사
copied = 복사됨
as-markdown = Markdown으로 보기
copy-markdown = Markdown으로 복사
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = 색상
scheme-auto = 기기 설정에 따름
scheme-light = 밝게
scheme-dark = 어둡게
close = 닫기
# Between a name and a date, between names.
comma = { ", " }

## Pages of a list

pager = 페이지
pager-previous = 이전
pager-next = 다음
pager-all = 모든 페이지({ $n })

## Home

home-heading = 무엇을 도와드릴까요?
home-lead = { $brand } 커뮤니티의 질문과 답변 { $n }개
newly-solved = 최근 해결된 질문

## Search

search-label = 답변 검색
search-placeholder = 원하는 말로 질문해 보세요
search-button = 검색
search-results = 검색 결과
search-none = 결과가 없습니다. 단어 수를 줄이거나 다른 단어로 검색해 보세요.
search-nothing = 질문에 가까운 내용이 없습니다.
search-topics = 다음 주제가 도움이 될 수 있습니다:
search-weak = 관련성이 낮은 결과 보기
search-elsewhere = 다른 언어로만 있음:
search-question = 질문
# %q stands for the words that were searched for instead.
search-instead = %q 검색 결과
search-loading = 검색 중…
search-near = 혹시 찾으시는 것이 다음인가요?
search-ask = 커뮤니티에 질문하기
search-all = 모든 결과 보기
search-more = 더 보기
search-lost = 검색의 일부를 불러오지 못해 결과가 빠져 있을 수 있습니다.
search-failed = 검색을 불러오지 못했습니다. 다시 시도하거나 주제별로 질문을 둘러보세요.
search-version = 검색이 다른 버전의 프로그램으로 만들어졌습니다. 페이지를 새로 고쳐 보세요. 그래도 안 되면 사이트를 다시 만들어야 합니다.
search-file = 폴더에서 연 페이지에서는 브라우저가 검색을 허용하지 않습니다. 사이트를 웹 서버에 올리거나 아래 목록을 이용하세요.
search-disk = 폴더에서 연 사이트는 검색할 수 없습니다. 웹 서버에 올려 주세요.
search-filters = 필터
search-clear = 필터 지우기
search-sort = 정렬
search-by-fit = 관련도순
search-by-date = 최신순
search-newest-of = 관련도가 높은 %n개를 최신순으로 표시
search-language = 언어
search-any-language = 모든 언어
search-product = 제품
search-any-product = 모든 제품
search-grade = 상태
search-any-grade = 모든 상태
search-year = 연도
search-any-year = 모든 연도
popular-topics = 인기 주제
search-noscript = 검색하려면 JavaScript가 필요합니다. JavaScript 없이도 아래 목록에서 모든 질문을 찾을 수 있습니다.

## How sure an answer is

solved = 해결됨
official = 공식 답변
confirmed = 질문자가 확인함
self-answered = 질문자가 직접 답변함
corroborated = 다른 사람이 확인함
answered = 확인되지 않은 답변
contested = 답변이 서로 다름
unresolved = 아직 해결되지 않음
accepted = 채택된 답변
check-due = 확인 필요
contested-note = 의견이 서로 다릅니다. 결정하기 전에 다른 답변도 읽어 보세요.
unresolved-note = 해결책으로 표시된 답변은 아니지만 도움이 될 수 있습니다.
expired-note = 이 답변은 { $date }까지 확인해야 했습니다. 그 뒤로 바뀐 내용이 있을 수 있습니다.
release-note = 이 답변을 마지막으로 확인한 뒤 { $date }에 { $name }이(가) 나왔습니다.
release-note-unchecked = 이 답변이 작성된 뒤 { $date }에 { $name }이(가) 나왔습니다.
changed-original-note = 이 번역을 확인한 뒤 원문이 바뀌었습니다:
no-answer-note = 이 질문에는 아직 답변이 없습니다.
# The name of a person or team and a date follow, then a date alone.
checked-by = 확인한 사람:
checked = 확인한 날짜:
age-years = { $n }년 전
# Behind the age of an answer, as a link to where a reader can say so.
still-true = 아직도 맞나요?

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = 질문자:
asked-on = 질문한 날짜:
asked-as = 질문 원문
best-answer = 가장 좋은 답변
other-answers = 다른 답변 { $n }개
next-answers = 그 밖의 좋은 답변
discussion = 전체 토론
discussion-lead = 모든 답변을 오래된 것부터 시간순으로 보여 줍니다.
discussion-contents = 날짜순 전체 답변
back-to-question = 질문과 가장 좋은 답변
also-asked = 다른 표현의 질문
version = 버전 { $version }
edited = 수정됨
permalink = 링크
original-post = 원문
source = 출처:
rail = 더 알아보기
related = 비슷한 질문
who-helped = 도움을 준 사람
also-in = 다른 언어

## Going on from here

did-it-help = 문제가 해결되었나요?
feedback-yes = 예
feedback-no = 아니요
feedback-thanks = 알려 주셔서 감사합니다.
feedback-near = 다음 답변이 도움이 될 수 있습니다:
feedback-note = 응답은 쿠키나 이름 없이 집계됩니다. 응답하셨다는 사실은 이 탭만 기억하며, 탭을 닫으면 사라집니다.
did-it-help-thread = 해결되지 않았다면 원래 글에 남겨 주세요. 그곳에서 답변을 받을 수도 있습니다.
did-it-help-ask = 해결되지 않았다면 커뮤니티에 질문해 보세요.
same-question = 같은 질문이 있으신가요?
same-question-text = 커뮤니티에 알려 주세요. 질문하는 사람이 많을수록 답변이 빨리 달립니다.
still-stuck = 아직 해결되지 않았나요?
open-thread = 원래 글 열기
ask-new = 새 질문 올리기

## Counts

n-questions = 질문 { $n }개
n-solved = 해결됨 { $n }개
n-answers = 답변 { $n }개
n-best = 가장 좋은 답변 { $n }개
n-comments = 댓글 { $n }개
n-votes = { $n }표
helped-n = 질문 { $n }개에 도움

## People

deleted-user = 탈퇴한 회원
role-staff = { $brand } 팀
role-brand = 공식 계정
role-expert = 커뮤니티 전문가
role-moderator = 운영자
# After a name: whose question it is.
by-asker = 질문자
role-bot = 봇
people-lead = 이 사이트에 답변이 실린 모든 분입니다. 고맙습니다!
profile = 커뮤니티 프로필
helped-with = 답변한 질문

## Titles and descriptions of pages

title-products = 제품
title-categories = 카테고리
title-product = { $product }
title-category = { $category }
title-tags = 주제
title-keywords = 키워드
title-people = 도움을 준 사람들
title-letters = 모든 질문(가나다순)
title-months = 모든 질문(날짜순)
title-search = 검색
title-missing = 페이지를 찾을 수 없습니다
missing-lead = 페이지가 옮겨졌거나 주소가 잘못되었을 수 있습니다. 필요한 내용을 검색해 보세요.
title-tag = { $tag } 관련 질문
title-keyword = { $keyword } 관련 질문
title-letter = 질문: { $letter }
title-month = { $month } 질문
title-page = { $title }, { $page }페이지
title-discussion = { $title }: 전체 토론
# Stands for titles that begin with no letter.
other-letter = 기타
description-home = 커뮤니티와 팀이 답한 질문 { $n }개. 검색하거나 주제별로 둘러보세요.
description-tag = { $tag } 관련 질문과 답변 { $n }개.
description-product = { $product } 관련 질문과 답변 { $n }개.
description-category = { $category } 관련 질문과 답변 { $n }개.
description-person = { $name } 님이 질문 { $n }개에 도움을 주었습니다.

## Within answers

# Above the headings of an answer that has several.
contents = 이 페이지의 내용
# Titles of boxes that stand out.
alert-note = 참고
alert-tip = 팁
alert-important = 중요
alert-warning = 경고
alert-caution = 주의
# The signs of a task list, for those who do not see them.
task-done = 완료
task-open = 할 일
footnotes = 각주
footnote-back = 본문으로 돌아가기
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = 동영상
media-video-at = { $host }의 동영상
media-audio = 녹음
media-audio-at = { $host }의 녹음
media-picture = 그림
media-picture-at = { $host }의 그림
media-embed = 삽입된 콘텐츠
media-embed-at = { $host }의 콘텐츠
media-page = 페이지
media-page-at = { $host }의 페이지
media-file = 파일
media-file-at = { $host }의 파일
# Of a link to the whole of a picture without a description.
picture-enlarge = 그림 확대
poll-votes = { $n }표
poll-voters = { $n }명 투표

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n }KB
size-mb = { $whole }.{ $tenth }MB

## Dates

# $day, $month (1 to 12), $year.
date-long = { $year }년 { month-in-date } { $day }일
month-in-date =
    { $month ->
        [1] 1월
        [2] 2월
        [3] 3월
        [4] 4월
        [5] 5월
        [6] 6월
        [7] 7월
        [8] 8월
        [9] 9월
        [10] 10월
        [11] 11월
       *[12] 12월
    }
month-year = { $year }년 { month-alone }
month-alone =
    { $month ->
        [1] 1월
        [2] 2월
        [3] 3월
        [4] 4월
        [5] 5월
        [6] 6월
        [7] 7월
        [8] 8월
        [9] 9월
        [10] 10월
        [11] 11월
       *[12] 12월
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = 목차
other-questions = 기타 질문

## Without a network

# A page that is not kept on the reader's device.
offline-title = 오프라인 상태입니다
offline-text = 이 페이지는 이 기기에 저장되어 있지 않습니다. 이전에 읽은 페이지는 그대로 볼 수 있습니다.
