CREATE TABLE qa_users (userid INTEGER, handle VARCHAR(20), email VARCHAR(80), level INTEGER);
INSERT INTO qa_users VALUES (1, 'lamps_admin', 'admin@lamps.example', 120), (2, 'petra', 'petra@mail.example', 0),
  (3, 'Ігор', 'ihor@mail.example', 20);
CREATE TABLE qa_categories (categoryid INTEGER, title VARCHAR(80));
INSERT INTO qa_categories VALUES (4, 'Hubs');

CREATE TABLE qa_posts (postid INTEGER, type VARCHAR(10), parentid INTEGER, categoryid INTEGER, selchildid INTEGER,
  closedbyid INTEGER, userid INTEGER, netvotes INTEGER, views INTEGER, format VARCHAR(20), created DATETIME,
  updated DATETIME, updatetype CHAR(1), title VARCHAR(800), content VARCHAR(8000), tags VARCHAR(800), name VARCHAR(40),
  notify VARCHAR(80));
INSERT INTO qa_posts VALUES
  (1, 'Q', NULL, 4, 3, NULL, 2, 5, 640, 'html', '2026-02-11 09:00:00', '2026-02-11 12:00:00', 'S',
   'How many bulbs can one hub hold?', '<p>The box says <b>32</b>, the app says 64. Which one is right?</p>',
   'hub,limits', NULL, '@'),
  (2, 'A_HIDDEN', 1, 4, NULL, NULL, NULL, -4, 0, '', '2026-02-11 09:30:00', NULL, NULL, NULL,
   'CANARY-q2a-hidden cheap bulbs', NULL, 'seller', 'seller@mail.example'),
  (3, 'A', 1, 4, NULL, NULL, 3, 9, 0, '', '2026-02-11 10:00:00', '2026-02-11 11:00:00', 'E', NULL,
   '64 since firmware 4.2.

Update in Settings > Hub, older ones hold 32.', NULL, NULL, NULL),
  (4, 'C', 3, 4, NULL, NULL, 2, 0, 0, '', '2026-02-11 12:00:00', NULL, NULL, NULL, 'Updated, and it works.', NULL,
   NULL, NULL),
  (5, 'C', 2, 4, NULL, NULL, 2, 0, 0, '', '2026-02-11 09:40:00', NULL, NULL, NULL, 'CANARY-q2a-below', NULL, NULL, NULL),
  (6, 'Q', 3, 4, NULL, NULL, NULL, 0, 12, '', '2026-03-01 08:00:00', NULL, NULL, 'Чи бачить хаб 3 старі лампи?',
   'Маю три лампи 2019 року. Чи бачить їх хаб 3?', 'hub', 'Гість', 'guest@mail.example'),
  (7, 'A_QUEUED', 6, 4, NULL, NULL, NULL, 0, 0, '', '2026-03-01 09:00:00', NULL, NULL, NULL, 'CANARY-q2a-queued', NULL,
   'bot', NULL),
  (8, 'Q', NULL, 4, NULL, 1, 2, 0, 30, '', '2026-03-02 08:00:00', NULL, NULL, 'Is 64 the limit of a hub?',
   'Or can I add more?', 'hub', NULL, NULL),
  (9, 'Q_HIDDEN', NULL, 4, NULL, NULL, 2, 0, 1, '', '2026-03-03 08:00:00', NULL, NULL, 'CANARY-q2a-title',
   'CANARY-q2a-question my phone number', '', NULL, NULL),
  (10, 'A', 9, 4, NULL, NULL, 1, 0, 0, '', '2026-03-03 09:00:00', NULL, NULL, NULL, 'CANARY-q2a-answer', NULL, NULL, NULL);
