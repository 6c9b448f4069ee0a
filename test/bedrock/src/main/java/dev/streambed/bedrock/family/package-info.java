/// The native formats of Bedrock's models. In goes a request body, out comes what was asked in it
/// ([dev.streambed.bedrock.family.ParsedBody]); in goes a text, whole or in pieces, out come the
/// JSON documents in which a model of that family would have sent it.
///
/// 1. One class a family, shaped after answers that Bedrock really gave: which key holds the text,
///    in which event the token counts come, whether the last piece of text travels with the end.
/// 2. What Bedrock refuses is refused here with its sentence, above all the keys that belong to a
///    gateway (`modelId`, `stream`): a gateway that forgets to take them out must notice before it
///    is deployed.
/// 3. A piece counts as one token and four characters of a prompt as one, in every format:
///    plausible, and the same everywhere, so that a test can compare.
///
/// Out of scope: which text is sent and when (`scripted`), frames (`wire`), tools, images and
/// reasoning.
@NullMarked
package dev.streambed.bedrock.family;

import org.jspecify.annotations.NullMarked;
