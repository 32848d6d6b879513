CREATE TABLE auth_user (id INTEGER, username VARCHAR(150), email VARCHAR(254));
INSERT INTO auth_user VALUES (11, 'ana.k', 'ana@mail.example'), (12, 'nikolay', 'n@mail.example'),
  (13, 'lamps_sofia', 'sofia@lamps.example'), (14, 'buy-now', 'x@mail.example');
CREATE TABLE users_profile (user_id INTEGER, name VARCHAR(255));
INSERT INTO users_profile VALUES (11, 'Ana Kranjc'), (12, ''), (13, 'Sofia from Lamps');
CREATE TABLE auth_group (id INTEGER, name VARCHAR(150));
INSERT INTO auth_group VALUES (1, 'Staff'), (2, 'Forum Contributors');
CREATE TABLE auth_user_groups (user_id INTEGER, group_id INTEGER);
INSERT INTO auth_user_groups VALUES (13, 1), (13, 2), (12, 2);
CREATE TABLE products_product (id INTEGER, title VARCHAR(255));
INSERT INTO products_product VALUES (5, 'Lamps app');
CREATE TABLE products_topic (id INTEGER, title VARCHAR(255));
INSERT INTO products_topic VALUES (6, 'Sync');

CREATE TABLE questions_question (id INTEGER, title VARCHAR(255), content TEXT, creator_id INTEGER, created TIMESTAMP,
  updated TIMESTAMP, solution_id INTEGER, is_spam BOOLEAN, locale VARCHAR(7), product_id INTEGER, topic_id INTEGER);
INSERT INTO questions_question VALUES
  (801, 'Kako prenesem scene na nov telefon?', 'Imam ''''''20 scen'''''' na starem telefonu.

# odprem aplikacijo
# izberem ''''Scene''''

Kako jih prenesem na nov telefon?', 11, '2026-02-11 09:00:00', '2026-02-12 10:00:00', 902, FALSE, 'sl', 5, 6),
  (802, 'Widget shows yesterday''s state', 'The widget is a day behind. Why?', 12, '2026-03-01 08:00:00',
   '2026-03-01 08:00:00', NULL, FALSE, 'en-US', 5, NULL),
  (803, 'CANARY-kitsune-title', 'CANARY-kitsune-question cheap pills', 14, '2026-03-02 08:00:00',
   '2026-03-02 08:00:00', NULL, TRUE, 'en-US', NULL, NULL);

CREATE TABLE questions_answer (id INTEGER, question_id INTEGER, content TEXT, creator_id INTEGER, created TIMESTAMP,
  updated TIMESTAMP, is_spam BOOLEAN);
INSERT INTO questions_answer VALUES
  (901, 801, 'CANARY-kitsune-answer visit my shop', 14, '2026-02-11 09:30:00', '2026-02-11 09:30:00', TRUE),
  (902, 801, '== Prenos ==
* na starem telefonu: [[Sync your lamps|Sinhronizacija]], ''''''Pošlji''''''
* na novem telefonu odprite [https://lamps.example/sl/prenos povezavo] in izberite Sprejmi', 13,
   '2026-02-11 10:00:00', '2026-02-11 10:05:00', FALSE),
  (903, 801, 'Deluje, hvala!', 11, '2026-02-12 10:00:00', '2026-02-12 10:00:00', FALSE),
  (904, 802, 'Same here since the update.', 11, '2026-03-01 09:00:00', '2026-03-01 09:00:00', FALSE),
  (905, 803, 'CANARY-kitsune-reply', 14, '2026-03-02 09:00:00', '2026-03-02 09:00:00', FALSE);

CREATE TABLE questions_answervote (id INTEGER, answer_id INTEGER, helpful BOOLEAN);
INSERT INTO questions_answervote VALUES (1, 902, TRUE), (2, 902, TRUE), (3, 902, FALSE), (4, 904, FALSE);
