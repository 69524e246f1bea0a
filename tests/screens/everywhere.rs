//! What must hold in every view.

use super::*;
