CREATE TABLE phpbb_forums (forum_id INTEGER, forum_name VARCHAR(255));
INSERT INTO phpbb_forums VALUES (2, 'Bulbs &amp; hubs'), (3, 'Українською'), (9, 'Team room');

CREATE TABLE phpbb_groups (group_id INTEGER, group_name VARCHAR(255));
INSERT INTO phpbb_groups VALUES (2, 'REGISTERED'), (4, 'GLOBAL_MODERATORS'), (8, 'Lamps team');

CREATE TABLE phpbb_users (user_id INTEGER, username VARCHAR(255), user_email VARCHAR(100), group_id INTEGER);
INSERT INTO phpbb_users VALUES
  (1, 'Anonymous', '', 2),
  (53, 'tina_zupan', 'tina@mail.example', 2),
  (54, 'Matej Kovač', 'matej@lamps.example', 8),
  (55, 'Оксана', 'oksana@mail.example', 2),
  (56, 'Luka &amp; Nik', 'luka@mail.example', 4);

CREATE TABLE phpbb_topics (topic_id INTEGER, forum_id INTEGER, topic_title VARCHAR(255), topic_views INTEGER,
  topic_visibility INTEGER, topic_solved INTEGER);
INSERT INTO phpbb_topics VALUES
  (101, 2, 'How do I pair two bulbs &quot;at once&quot;?', 812, 1, 1003),
  (102, 3, 'Як повернути старе світіння?', 96, 1, 0),
  (103, 9, 'Prices for spring', 12, 1, 0),
  (104, 2, 'Lamp for sale', 3, 2, 0);

CREATE TABLE phpbb_posts (post_id INTEGER, topic_id INTEGER, poster_id INTEGER, post_username VARCHAR(255),
  post_time INTEGER, post_edit_time INTEGER, post_visibility INTEGER, bbcode_uid VARCHAR(8), post_text TEXT);
INSERT INTO phpbb_posts VALUES
  (1001, 101, 53, '', 1770796800, 0, 1, '', '<r>I have <B><s>[b]</s>two<e>[/b]</e></B> Glow bulbs &amp; one hub.<br/>
How do I pair them at once? <E>:)</E></r>'),
  (1002, 101, 1, 'Passer-by', 1770800400, 0, 2, '', '<t>CANARY-phpbb-deleted buy here</t>'),
  (1003, 101, 54, '', 1770804000, 1770804300, 1, '', '<r><QUOTE author="tina_zupan"><s>[quote=tina_zupan]</s>at once<e>[/quote]</e></QUOTE>
Hold both switches, then run:<br/>
<CODE><s>[code]</s>pair --all &lt;hub&gt;
pair --check<e>[/code]</e></CODE>
<LIST><s>[list]</s><LI><s>[*]</s>both blink blue</LI>
<LI><s>[*]</s>see <URL url="https://lamps.example/pair?a=1&amp;b=2"><s>[url=https://lamps.example/pair?a=1&amp;b=2]</s>the guide<e>[/url]</e></URL></LI><e>[/list]</e></LIST>
<ATTACHMENT filename="blue.png" index="0"><s>[attachment=0]</s>blue.png<e>[/attachment]</e></ATTACHMENT></r>'),
  (1004, 101, 53, '', 1770811200, 0, 1, '', '<t>That worked at the second try, thank you!</t>'),
  (1005, 102, 55, '', 1770890000, 0, 1, '3k8fz', 'Після оновлення світло [b:3k8fz]синє[/b:3k8fz].

[list:3k8fz][*:3k8fz]лампа Glow[/*:m:3k8fz][*:3k8fz]хаб 2[/*:m:3k8fz][/list:u:3k8fz]Як повернути тепле?'),
  (1006, 102, 56, '', 1770893600, 0, 1, '', '<t>Яка версія прошивки?</t>'),
  (1007, 103, 54, '', 1770900000, 0, 1, '', '<t>CANARY-phpbb-team the new prices</t>'),
  (1008, 104, 53, '', 1770910000, 0, 2, '', '<t>CANARY-phpbb-topic call me</t>');

CREATE TABLE phpbb_attachments (attach_id INTEGER, post_msg_id INTEGER, in_message INTEGER, is_orphan INTEGER,
  physical_filename VARCHAR(255), real_filename VARCHAR(255));
INSERT INTO phpbb_attachments VALUES
  (7, 1003, 0, 0, '54_0f3c', 'blue.png'),
  (8, 1003, 1, 0, '54_aaaa', 'CANARY-phpbb-message.png'),
  (9, 1007, 0, 0, '54_bbbb', 'CANARY-phpbb-team.pdf');
