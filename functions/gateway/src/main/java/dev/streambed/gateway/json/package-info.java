/// Reads and writes JSON: UTF-8 bytes in, a tree of values or the places of members out.
///
/// 1. Reading is strict (RFC 8259). *Why: what we forward must be what Bedrock reads.* It takes
///    time in proportion to the text and never recurses, and what is over `JsonLimits` (depth, the
///    length of a number, members and elements in all) is refused where it is met. *Why: the text
///    is a caller's, read before anything is counted; two million digits once took a function's 15
///    minutes.*
/// 2. A number keeps its text. *Why: 28.0 and 1e400 are the caller's business, not ours to round.*
/// 3. Written here and not taken from a library. *Why: the reader is a few hundred lines, and the
///    smallest library costs a cold start more than all our other classes together; the figures are
///    in decision 0005.*
///
/// Out of scope: checking that strings are well-formed UTF-8, which Bedrock does. Binding to
/// classes: rooms take apart the tree that they know.
@NullMarked
package dev.streambed.gateway.json;

import org.jspecify.annotations.NullMarked;
