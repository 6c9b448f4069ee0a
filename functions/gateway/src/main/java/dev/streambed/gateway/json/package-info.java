/// Reads and writes JSON: UTF-8 bytes in, a tree of values or the positions of members out.
///
/// 1. Reading is strict (RFC 8259). *Why: the gateway must read a body as Bedrock does.* It takes
///    linear time and never recurses, and text beyond `JsonLimits` (depth, the length of a number,
///    the number of members and elements) is refused as soon as a limit is exceeded. *Why: the text
///    is a caller's, read before anything is counted; two million digits once took a function's 15
///    minutes.*
/// 2. A number keeps its text. *Why: 28.0 and 1e400 are the caller's values, which must not be
///    rounded.*
/// 3. The package uses no library. *Why: the reader is a few hundred lines, and the smallest
///    library slows a cold start more than all of the gateway's classes together; the figures are
///    in decision 0005.*
///
/// Out of scope: checking that strings are well-formed UTF-8, which Bedrock does. Binding to
/// classes: packages read the tree themselves.
@NullMarked
package dev.streambed.gateway.json;

import org.jspecify.annotations.NullMarked;
