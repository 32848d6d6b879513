//! What programs read beside the pages: twins in markdown, llms.txt, the API.

mod api;
mod attacks;
mod llms;
mod round_trip;
mod twins;
