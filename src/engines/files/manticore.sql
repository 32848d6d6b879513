CREATE TABLE answers (
  version integer, hash string, title string, url string, answer string, grade string,
  language string, source string, created bigint, updated bigint, year string, tags json,
  products json, versions json, answers integer, title_terms text indexed, title_pairs text indexed,
  question_terms text indexed, answer_terms text indexed, others_terms text indexed,
  filter_terms text indexed
) charset_table = '0..9, a..z' index_field_lengths = '1' min_infix_len = '0'
