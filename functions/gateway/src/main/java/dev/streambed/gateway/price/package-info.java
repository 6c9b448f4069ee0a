/// Prices answers: a model and its tokens in, nano-dollars out.
///
/// 1. Prices are exact decimals of a dollar per token, and a cost is rounded once, half up, to a
///    whole nano-dollar. *Why: prices finer than a nano-dollar a token exist, and sums of rounded
///    parts would drift.*
/// 2. A missing price for a token that was used makes the whole answer unpriced. *Why: 0 would be
///    billed as free, and another model's price is a guess.*
/// 3. A cost names its price book. *Why: prices change, and a month can then be re-rated by another
///    book.*
/// 4. Models whose units are not tokens alone (images, seconds, queries) are unpriced. *Why:
///    Bedrock does not report how many there were.*
/// 5. The configured book is read while an answer streams, never before its first chunk, and at
///    most every ten minutes. If it cannot be read, the current book stays in use and a log line
///    says so. *Why: a price list must not stop or slow an answer.*
///
/// Out of scope: invoices. A discount or a mark-up is another book.
@NullMarked
package dev.streambed.gateway.price;

import org.jspecify.annotations.NullMarked;
