//! Reading: a folder's files, whatever they are, become [`Document`]s.
