CREATE TABLE auth_user (id INTEGER, username VARCHAR(150), email VARCHAR(254));
INSERT INTO auth_user VALUES (21, 'mira', 'mira@mail.example'), (22, 'Jan', 'jan@mail.example'),
  (23, 'Elena', 'elena@lamps.example');
CREATE TABLE askbot_userprofile (auth_user_ptr_id INTEGER, status VARCHAR(2));
INSERT INTO askbot_userprofile VALUES (21, 'a'), (22, 'w'), (23, 'd');
CREATE TABLE auth_group (id INTEGER, name VARCHAR(150));
INSERT INTO auth_group VALUES (1, 'everyone'), (2, 'dealers');

CREATE TABLE askbot_thread (id INTEGER, title VARCHAR(300), tagnames VARCHAR(125), view_count INTEGER,
  language_code VARCHAR(16), closed BOOLEAN, deleted BOOLEAN, accepted_answer_id INTEGER);
INSERT INTO askbot_thread VALUES
  (1, 'Why does the dimmer hum?', 'dimmer noise', 340, 'en', FALSE, FALSE, 302),
  (2, 'Лампа мигает ночью', 'glow', 15, 'ru', TRUE, FALSE, NULL),
  (3, 'CANARY-askbot-dealers', 'prices', 4, 'en', FALSE, FALSE, NULL);

CREATE TABLE askbot_post (id INTEGER, post_type VARCHAR(255), thread_id INTEGER, parent_id INTEGER, author_id INTEGER,
  added_at TIMESTAMP, last_edited_at TIMESTAMP, score INTEGER, html TEXT, approved BOOLEAN, deleted BOOLEAN,
  marked_as_spam BOOLEAN, is_anonymous BOOLEAN);
INSERT INTO askbot_post VALUES
  (301, 'question', 1, NULL, 21, '2026-02-11 09:00:00', NULL, 4,
   '<p>My dimmer hums below 20&nbsp;%. Is that <em>dangerous</em>?</p>', TRUE, FALSE, FALSE, FALSE),
  (302, 'answer', 1, 301, 23, '2026-02-11 10:00:00', '2026-02-11 11:00:00', 7,
   '<p>No. Set the lowest level:</p><pre><code>dimmer --min 20
</code></pre><p>Then the coil is not driven in its hum.</p>', TRUE, FALSE, FALSE, FALSE),
  (303, 'comment', 1, 302, 21, '2026-02-11 12:00:00', NULL, 1, 'Silence! Thank you.', TRUE, FALSE, FALSE, FALSE),
  (304, 'answer', 1, 301, 22, '2026-02-11 09:30:00', NULL, -3, '<p>CANARY-askbot-deleted throw it away</p>',
   TRUE, TRUE, FALSE, FALSE),
  (305, 'comment', 1, 304, 21, '2026-02-11 09:40:00', NULL, 0, 'CANARY-askbot-below', TRUE, FALSE, FALSE, FALSE),
  (306, 'comment', 1, 301, 22, '2026-02-11 09:10:00', NULL, 0, 'Which dimmer is it?', TRUE, FALSE, FALSE, FALSE),
  (307, 'question', 2, NULL, 21, '2026-03-01 08:00:00', NULL, 0,
   '<p>Лампа мигает каждую ночь в три часа. Почему?</p>', TRUE, FALSE, FALSE, TRUE),
  (308, 'answer', 2, 307, 22, '2026-03-01 08:30:00', NULL, 0, '<p>CANARY-askbot-queue</p>', FALSE, FALSE, FALSE, FALSE),
  (309, 'answer', 2, 307, 22, '2026-03-01 08:40:00', NULL, 0, '<p>CANARY-askbot-spam</p>', TRUE, FALSE, TRUE, FALSE),
  (310, 'question', 3, NULL, 22, '2026-03-02 08:00:00', NULL, 0, '<p>CANARY-askbot-group</p>', TRUE, FALSE, FALSE, FALSE),
  (311, 'answer', 3, 310, 23, '2026-03-02 09:00:00', NULL, 0, '<p>CANARY-askbot-reply</p>', TRUE, FALSE, FALSE, FALSE),
  (312, 'tag_wiki', NULL, NULL, 23, '2026-03-02 09:00:00', NULL, 0, '<p>CANARY-askbot-wiki</p>', TRUE, FALSE, FALSE, FALSE);

CREATE TABLE askbot_post_groups (post_id INTEGER, group_id INTEGER);
INSERT INTO askbot_post_groups VALUES (301, 1), (302, 1), (304, 1), (307, 1), (310, 2), (311, 2);
