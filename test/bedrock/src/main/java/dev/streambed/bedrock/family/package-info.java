/// The native formats of Bedrock's models. In: a request body, or the content blocks of an answer.
/// Out: the parsed body ([dev.streambed.bedrock.family.ParsedBody]), or the JSON documents in which
/// a model of that family would send the content, whole or in chunks.
///
/// 1. Each family has one class, modelled on recorded answers of Bedrock: which key holds the text,
///    which event has the token counts, whether the last chunk also carries the stop reason.
/// 2. A body that Bedrock refuses is refused with its message, above all one with the keys of a
///    gateway (`modelId`, `stream`): a gateway that forgets to remove them must fail before it is
///    deployed.
/// 3. In every format a chunk counts as one token, and four characters of a prompt count as one, so
///    that tests can compare formats.
///
/// Out of scope: which content is sent and when (`scripted`), frames (`protocol`), images.
@NullMarked
package dev.streambed.bedrock.family;

import org.jspecify.annotations.NullMarked;
