### 日本語: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = 本文へ移動
nav-main = メインメニュー
nav-languages = 言語
nav-crumbs = 現在の場所
nav-tree = すべての回答
nav-products = 製品
nav-categories = カテゴリ
nav-topics = トピック
nav-keywords = キーワード
nav-people = 回答者
home-products = 製品を選ぶ
home-categories = カテゴリから探す
all-products = すべての製品
all-categories = すべてのカテゴリ
popular-answers = よく読まれている回答
narrow = 絞り込み
nav-ask = 質問する
nav-letters = 五十音・アルファベット順
nav-months = 日付順
nav-feed = フィード
browse = すべての質問を見る
footer-sources = 回答の出典：
licence = ライセンス：
list-empty = まだ何もありません。
copy = コピー
copied = コピーしました
as-markdown = Markdown で表示
copy-markdown = Markdown でコピー
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = 配色
scheme-auto = 端末の設定に合わせる
scheme-light = ライト
scheme-dark = ダーク
close = 閉じる
# Between a name and a date, between names.
comma = { "、" }

## Pages of a list

pager = ページ
pager-previous = 前へ
pager-next = 次へ
pager-all = すべてのページ（{ $n }）

## Home

home-heading = どのようなことでお困りですか？
home-lead = { $brand }コミュニティの質問と回答 { $n }件
newly-solved = 最近解決した質問

## Search

search-label = 回答を検索
search-placeholder = 自分の言葉で質問してください
search-button = 検索
search-results = 検索結果
search-none = 見つかりませんでした。言葉を減らすか、別の言葉でお試しください。
search-nothing = ご質問に近いものはありません。
search-topics = 次のトピックが役立つかもしれません：
search-weak = 関連の弱い結果を表示
search-elsewhere = 別の言語のみ：
search-question = 質問
# %q stands for the words that were searched for instead.
search-instead = %q の検索結果
search-loading = 検索しています…
search-near = もしかして：
search-ask = コミュニティに質問する
search-all = すべての結果を表示
search-more = もっと見る
search-lost = 検索の一部を読み込めなかったため、結果が不足している可能性があります。
search-failed = 検索を読み込めませんでした。もう一度お試しいただくか、トピックから質問をお探しください。
search-version = この検索は別のバージョンのプログラムで作成されています。ページを再読み込みしてください。それでも解決しない場合は、サイトを作り直す必要があります。
search-file = フォルダーから開いたページでは、ブラウザーの制限により検索できません。サイトをウェブサーバーに置くか、下の一覧をご利用ください。
search-disk = フォルダーから開いたサイトは検索できません。ウェブサーバーに置いてください。
search-filters = 絞り込み
search-clear = 絞り込みを解除
search-sort = 並べ替え
search-by-fit = 関連度の高い順
search-by-date = 新しい順
search-newest-of = 関連度の高い%n件を新しい順に表示
search-language = 言語
search-any-language = すべての言語
search-product = 製品
search-any-product = すべての製品
search-grade = 状態
search-any-grade = すべての状態
search-year = 年
search-any-year = すべての年
popular-topics = 人気のトピック
search-noscript = 検索には JavaScript が必要です。JavaScript がなくても、下の一覧からすべての質問を見つけられます。

## How sure an answer is

solved = 解決済み
official = 公式の回答
confirmed = 質問者が確認済み
self-answered = 質問者による回答
corroborated = ほかの人が確認済み
answered = 未確認の回答
contested = 回答が分かれています
unresolved = 未解決
accepted = 採用された回答
check-due = 要確認
contested-note = 意見が分かれています。判断する前に、ほかの回答もお読みください。
unresolved-note = 解決策として選ばれた回答ではありませんが、参考になるかもしれません。
expired-note = この回答は { $date } までに確認される予定でした。その後、変更があった可能性があります。
release-note = この回答が最後に確認された後、{ $date } に { $name } が公開されました。
release-note-unchecked = この回答が書かれた後、{ $date } に { $name } が公開されました。
changed-original-note = この翻訳が確認された後、原文が変更されました:
no-answer-note = この質問にはまだ回答がありません。
# The name of a person or team and a date follow, then a date alone.
checked-by = 確認者：
checked = 確認日：
age-years = { $n }年前
# Behind the age of an answer, as a link to where a reader can say so.
still-true = 今も正しいですか？

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = 質問者：
asked-on = 質問日：
asked-as = 元の質問
best-answer = ベストアンサー
other-answers = ほかの回答 { $n }件
next-answers = ほかのよい回答
discussion = すべてのやり取り
discussion-lead = すべての回答を古い順に表示しています。
discussion-contents = 日付順のすべての回答
back-to-question = 質問とベストアンサーに戻る
also-asked = 別の聞き方
version = バージョン { $version }
edited = 編集日
permalink = リンク
original-post = 元の投稿
source = 出典：
rail = 関連情報
related = 関連する質問
who-helped = 回答した人
also-in = ほかの言語

## Going on from here

did-it-help = 問題は解決しましたか？
feedback-yes = はい
feedback-no = いいえ
feedback-thanks = お知らせいただきありがとうございます。
feedback-near = こちらが役に立つかもしれません：
feedback-note = 回答は Cookie も名前も使わずに集計されます。回答したことを覚えているのはこのタブだけで、閉じると消えます。
did-it-help-thread = 解決しない場合は、元のスレッドに書き込んでください。回答がもらえるかもしれません。
did-it-help-ask = 解決しない場合は、コミュニティに質問してください。
same-question = 同じ質問をお持ちですか？
same-question-text = コミュニティに知らせてください。質問する人が多いほど、早く回答がつきます。
still-stuck = まだ解決しませんか？
open-thread = 元のスレッドを開く
ask-new = 新しい質問をする

## Counts

n-questions = 質問 { $n }件
n-solved = 解決済み { $n }件
n-answers = 回答 { $n }件
n-best = ベストアンサー { $n }件
n-comments = コメント { $n }件
n-votes = { $n }票
helped-n = { $n }件の質問に協力

## People

deleted-user = 退会した利用者
role-staff = { $brand }チーム
role-brand = 公式アカウント
role-expert = コミュニティのエキスパート
role-moderator = モデレーター
# After a name: whose question it is.
by-asker = 質問者
role-bot = ボット
people-lead = このサイトに回答が載っている皆さんです。ありがとうございます。
profile = コミュニティのプロフィール
helped-with = 回答した質問

## Titles and descriptions of pages

title-products = 製品
title-categories = カテゴリ
title-product = { $product }
title-category = { $category }
title-tags = トピック
title-keywords = キーワード
title-people = 回答した人たち
title-letters = すべての質問（五十音・アルファベット順）
title-months = すべての質問（日付順）
title-search = 検索
title-missing = ページが見つかりません
missing-lead = 移動したか、アドレスに誤りがある可能性があります。お探しの内容を検索してください。
title-tag = { $tag } に関する質問
title-keyword = { $keyword } に関する質問
title-letter = 質問：{ $letter }
title-month = { $month }の質問
title-page = { $title }（{ $page }ページ）
title-discussion = { $title }：すべてのやり取り
# Stands for titles that begin with no letter.
other-letter = その他
description-home = コミュニティとチームによる質問と回答 { $n }件。検索するか、トピックからお探しください。
description-tag = { $tag } に関する質問と回答 { $n }件。
description-product = { $product } に関する質問と回答 { $n }件。
description-category = { $category } に関する質問と回答 { $n }件。
description-person = { $name } さんは { $n }件の質問に協力しました。

## Within answers

# Above the headings of an answer that has several.
contents = このページの内容
# Titles of boxes that stand out.
alert-note = メモ
alert-tip = ヒント
alert-important = 重要
alert-warning = 警告
alert-caution = 注意
# The signs of a task list, for those who do not see them.
task-done = 完了
task-open = 未完了
footnotes = 脚注
footnote-back = 本文に戻る
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = 動画
media-video-at = { $host } の動画
media-audio = 音声
media-audio-at = { $host } の音声
media-picture = 画像
media-picture-at = { $host } の画像
media-embed = 埋め込みコンテンツ
media-embed-at = { $host } のコンテンツ
media-page = ページ
media-page-at = { $host } のページ
media-file = ファイル
media-file-at = { $host } のファイル
# Of a link to the whole of a picture without a description.
picture-enlarge = 画像を拡大
poll-votes = { $n }票
poll-voters = 投票者 { $n }人

## Files

# $n, or $whole and $tenth, are digits.
size-kb = { $n } KB
size-mb = { $whole }.{ $tenth } MB

## Dates

# $day, $month (1 to 12), $year.
date-long = { $year }年{ month-in-date }{ $day }日
month-in-date =
    { $month ->
        [1] 1月
        [2] 2月
        [3] 3月
        [4] 4月
        [5] 5月
        [6] 6月
        [7] 7月
        [8] 8月
        [9] 9月
        [10] 10月
        [11] 11月
       *[12] 12月
    }
month-year = { $year }年{ month-alone }
month-alone =
    { $month ->
        [1] 1月
        [2] 2月
        [3] 3月
        [4] 4月
        [5] 5月
        [6] 6月
        [7] 7月
        [8] 8月
        [9] 9月
        [10] 10月
        [11] 11月
       *[12] 12月
    }

## Books

# A book of all answers: its contents, and the chapter of what lies in no other.
book-contents = 目次
other-questions = その他の質問

## Without a network

# A page that is not kept on the reader's device.
offline-title = オフラインです
offline-text = このページはこの端末に保存されていません。以前に読んだページは引き続き表示できます。
