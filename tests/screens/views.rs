//! The views and overlays as they are drawn.

use super::*;
