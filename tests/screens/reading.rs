//! Reading a text.

use super::*;
