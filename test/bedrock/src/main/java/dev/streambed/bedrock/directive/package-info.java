/// The little language in which people and tests ask for a certain answer: words, some with a
/// value, in the prompt (`[[bedrock pieces=200 rate=max]]`) or as the members of a JSON object
/// (`{"cut": 1500}`). In goes text; out come [dev.streambed.bedrock.directive.DirectiveWord]s whose
/// values are read with clear errors.
///
/// 1. One grammar for both places: what was tried in a prompt can be sent to a control endpoint as
///    it is.
/// 2. Nothing is guessed. A word without its value, a value out of range, or a directive without
///    its end is an error that quotes what was written: a test whose directive is misspelt must not
///    pass.
///
/// Out of scope: which words there are. The packages `fault` and `scripted` know their own.
@NullMarked
package dev.streambed.bedrock.directive;

import org.jspecify.annotations.NullMarked;
