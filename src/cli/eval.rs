//! `answerbook eval`.
