//! The program from outside, a module per boundary, in one binary.

mod adding;
mod asking;
mod cli;
mod crash;
mod discord;
mod facts;
// Some of it only the example for trying the bot by hand uses.
#[allow(dead_code, unused_imports)]
mod fake_discord;
mod home;
mod isolation;
mod layoffs;
mod processes;
mod program;
mod questions;
mod quotes;
mod serving;
mod tables;
