### 中文: every word the theme says. Plain text; no markup.
### Machine-made: no person who speaks the language has signed these texts yet.

## Frame

skip = 跳到正文
nav-main = 主菜单
nav-languages = 语言
nav-crumbs = 当前位置
nav-tree = 所有回答
nav-products = 产品
nav-categories = 分类
nav-topics = 主题
nav-keywords = 关键词
nav-people = 用户
home-products = 选择产品
home-categories = 按分类浏览
all-products = 所有产品
all-categories = 所有分类
popular-answers = 热门回答
narrow = 缩小范围
nav-ask = 提问
nav-letters = 按字母
nav-months = 按日期
nav-feed = 订阅源
browse = 浏览所有问题
footer-sources = 回答来源：
licence = 许可协议：
list-empty = 这里还没有内容。
copy = 复制
copied = 已复制
as-markdown = 以 Markdown 查看
copy-markdown = 以 Markdown 复制
# Which colours pages have: the label of a choice, and what there is to choose.
scheme = 配色
scheme-auto = 跟随设备
scheme-light = 浅色
scheme-dark = 深色
close = 关闭
# Between a name and a date, between names.
comma = { "，" }

## Pages of a list

pager = 分页
pager-previous = 上一页
pager-next = 下一页
pager-all = 所有页面（{ $n }）

## Home

home-heading = 有什么可以帮您？
home-lead = { $brand } 社区的 { $n } 个问题及解答
newly-solved = 最近解决

## Search

search-label = 搜索解答
search-placeholder = 用您自己的话提问
search-button = 搜索
search-results = 搜索结果
search-none = 没有找到结果。请减少词语，或换其他词语试试。
search-nothing = 没有与您的问题相近的内容。
search-topics = 这些主题可能有帮助：
search-weak = 显示较弱的匹配
search-elsewhere = 仅有其他语言的内容：
search-question = 问题
# %q stands for the words that were searched for instead.
search-instead = 显示 %q 的结果
search-loading = 正在搜索…
search-near = 您是不是要找：
search-ask = 向社区提问
search-all = 显示所有结果
search-more = 显示更多
search-lost = 结果可能不完整：搜索的一部分未能加载。
search-failed = 搜索未能加载。请重试，或按主题浏览问题。
search-version = 搜索由本程序的另一个版本生成。请重新加载页面；如果仍有问题，则需要重新生成网站。
search-file = 从文件夹打开的页面，浏览器不允许搜索。请将网站放到网络服务器上，或使用下方的列表。
search-disk = 从文件夹打开的网站无法搜索。请将其放到网络服务器上。
search-filters = 筛选
search-clear = 清除筛选
search-sort = 排序
search-by-fit = 最相关优先
search-by-date = 最新优先
search-newest-of = 最相关的 %n 条中最新的
search-language = 语言
search-any-language = 所有语言
search-product = 产品
search-any-product = 所有产品
search-grade = 状态
search-any-grade = 所有状态
search-year = 年份
search-any-year = 所有年份
popular-topics = 热门主题
search-noscript = 搜索需要 JavaScript。没有它，也可以通过下方的列表找到所有问题。

## How sure an answer is

solved = 已解决
official = 官方解答
confirmed = 提问者已确认
self-answered = 提问者自行解答
corroborated = 其他人已确认
answered = 未经确认的回答
contested = 回答不一致
unresolved = 尚未解决
accepted = 已采纳的回答
check-due = 待复核
contested-note = 大家意见不一：做决定前，请也看看其他回答。
unresolved-note = 还没有人将此标记为解决方案，但它可能对您有帮助。
expired-note = 此回答原定于 { $date } 前复核；此后内容可能有变化。
release-note = 在此回答最后一次复核之后，{ $name } 已于 { $date } 发布。
release-note-unchecked = 在此回答写成之后，{ $name } 已于 { $date } 发布。
changed-original-note = 此译文复核之后，原文已有更改：
no-answer-note = 这个问题还没有回答。
# The name of a person or team and a date follow, then a date alone.
checked-by = 复核人：
checked = 复核日期：
age-years = { $n } 年前
# Behind the age of an answer, as a link to where a reader can say so.
still-true = 现在还适用吗？

## A question and its answers

# A name follows, as the person wrote it, then a date alone.
asked-by = 提问者：
asked-on = 提问日期：
asked-as = 问题原文
best-answer = 最佳回答
other-answers = 其他 { $n } 个回答
next-answers = 更多优质回答
discussion = 完整讨论
discussion-lead = 全部回答按时间排列，最早的在前。
discussion-contents = 按日期排列的全部回答
back-to-question = 问题及其最佳回答
also-asked = 其他问法
version = 版本 { $version }
edited = 编辑于
permalink = 链接
original-post = 原帖
source = 来源：
rail = 更多相关内容
related = 相关问题
who-helped = 提供帮助的人
also-in = 其他语言

## Going on from here

did-it-help = 您的问题解决了吗？
feedback-yes = 是
feedback-no = 否
feedback-thanks = 感谢您的反馈。
feedback-near = 以下内容或许有帮助：
feedback-note = 您的回答在计数时不使用 Cookie，也不记录姓名。只有此标签页记得您已回答，关闭后即忘记。
did-it-help-thread = 如果没有，请在原讨论中留言：那里可能还会有人回答。
did-it-help-ask = 如果没有，请向社区提问。
same-question = 您也有同样的问题吗？
same-question-text = 告诉社区：问的人越多，就越快有人回答。
still-stuck = 仍未解决？
open-thread = 打开原讨论
ask-new = 提出新问题

## Counts

n-questions = { $n } 个问题
n-solved = { $n } 个已解决
n-answers = { $n } 个回答
n-best = { $n } 个最佳回答
n-comments = { $n } 条评论
n-votes = { $n } 票
helped-n = 帮助解答了 { $n } 个问题

## People

deleted-user = 已注销的用户
role-staff = { $brand } 团队
role-brand = 官方账号
role-expert = 社区专家
role-moderator = 版主
# After a name: whose question it is.
by-asker = 提问者
role-bot = 机器人
people-lead = 这些页面上所有回答的作者。感谢大家！
profile = 社区个人主页
helped-with = 解答过的问题

## Titles and descriptions of pages

title-products = 产品
title-categories = 分类
title-product = { $product }
title-category = { $category }
title-tags = 主题
title-keywords = 关键词
title-people = 提供过帮助的人
title-letters = 所有问题（按字母）
title-months = 所有问题（按日期）
title-search = 搜索
title-missing = 找不到此页面
missing-lead = 页面可能已移动，或者地址有误。请搜索您需要的内容：
title-tag = 关于{ $tag }的问题
title-keyword = 关于{ $keyword }的问题
title-letter = 问题：{ $letter }
title-month = { $month }的问题
title-page = { $title }，第 { $page } 页
title-discussion = { $title }：完整讨论
# Stands for titles that begin with no letter.
other-letter = 其他
description-home = 社区和团队解答的 { $n } 个问题：可以搜索，也可以按主题浏览。
description-tag = 关于{ $tag }的 { $n } 个问题及解答。
description-product = 关于{ $product }的 { $n } 个问题及解答。
description-category = 关于{ $category }的 { $n } 个问题及解答。
description-person = { $name } 帮助解答了 { $n } 个问题。

## Within answers

# Above the headings of an answer that has several.
contents = 本页内容
# Titles of boxes that stand out.
alert-note = 说明
alert-tip = 提示
alert-important = 重要
alert-warning = 警告
alert-caution = 小心
# The signs of a task list, for those who do not see them.
task-done = 已完成
task-open = 待办
footnotes = 脚注
footnote-back = 返回正文
# Cards in the place of what other sites show. $host is a site. Not `at`: "Page at a.example"
# would be a mail address that is spelt out.
media-video = 视频
media-video-at = { $host } 上的视频
media-audio = 录音
media-audio-at = { $host } 上的录音
media-picture = 图片
media-picture-at = { $host } 上的图片
media-embed = 嵌入内容
media-embed-at = 来自 { $host } 的内容
media-page = 页面
media-page-at = { $host } 上的页面
media-file = 文件
media-file-at = { $host } 上的文件
# Of a link to the whole of a picture without a description.
picture-enlarge = 放大图片
poll-votes = { $n } 票
poll-voters = { $n } 人投票

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
book-contents = 目录
other-questions = 其他问题

## Without a network

# A page that is not kept on the reader's device.
offline-title = 您已离线
offline-text = 此页面未保存在此设备上。您之前读过的页面仍可查看。
