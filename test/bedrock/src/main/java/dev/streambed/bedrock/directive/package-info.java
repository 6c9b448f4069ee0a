/// The language of directives, in which people and tests request a certain answer: words, some with
/// a value, in the prompt (`[[bedrock chunks=200 rate=max]]`) or as the members of a JSON object
/// (`{"cut": 1500}`). In: text. Out: [dev.streambed.bedrock.directive.DirectiveWord]s, whose values
/// are parsed with clear errors.
///
/// 1. Prompts and JSON have one grammar: a directive that was tried in a prompt can be sent to a
///    control endpoint unchanged.
/// 2. Nothing is guessed. A word without its value, a value out of range, or a directive without
///    its end is an error that quotes it: a test with a misspelt directive must not pass.
///
/// Out of scope: the words themselves. The packages `fault` and `scripted` define their own.
@NullMarked
package dev.streambed.bedrock.directive;

import org.jspecify.annotations.NullMarked;
