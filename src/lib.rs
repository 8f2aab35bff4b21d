//! Pinkslip answers questions about tech layoffs with quoted, dated and linked sentences from stored articles.
//!
//! ARCHITECTURE.md gives the bird's-eye view. Dependencies run one way: `discord` and `cli` use [`app`], which uses
//! [`library`], [`index`] and [`ingest`], which use the pure modules.
#![warn(missing_docs)]

pub mod answer;
pub mod app;
pub mod article;
pub mod chart;
pub mod cli;
pub mod config;
pub mod discord;
pub mod index;
pub mod ingest;
pub mod layoff;
pub mod letters;
pub mod library;
pub mod names;
pub mod passage;
pub mod places;
pub mod question;
pub mod sense;
pub mod text;
pub mod time;
pub mod vocabulary;
