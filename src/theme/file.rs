//! A theme's file.
