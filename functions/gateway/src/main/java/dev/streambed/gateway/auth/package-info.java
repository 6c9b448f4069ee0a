/// Who sent it: the headers of a call in, the customer or a refusal out.
///
/// 1. Tables hold the SHA-256 of tokens, and we look up by it. *Why: whoever reads a table, a
///    backup or a log must not be able to call.* The tokens are 256 random bits, so neither salt
///    nor a slow hash would add anything.
/// 2. What does not look like a token is refused without I/O. *Why: guessing must cost us nothing.*
/// 3. A token and a customer that were found are kept for at most 60 seconds each, and their number
///    is bounded. *Why: one lookup a request is a cost and a delay; a minute is the promise of how
///    soon a revocation or a suspension counts everywhere.* Expiry is checked on every call.
/// 4. What was not found is kept for 30 seconds, bounded too and apart from what was. *Why: a
///    stranger who asks again and again must cost nothing, and must push nobody out.* A token that
///    was just issued works at once all the same: nobody can have asked for 32 random bytes before
///    they were made. A customer that was just made under an id that somebody asked for works after
///    those 30 seconds.
/// 5. Every refusal says the same, except of a suspended customer, who did present a token of its
///    own. *Why: the difference between an unknown and a revoked token is nobody's business.*
/// 6. An unknown status refuses, and so do tables that cannot be read. *Why: fail closed.*
///
/// 7. A web page's token is one more entry, for minutes, that names the token it was issued with.
///    Each call looks that one up too, which is cached like any. *Why: whoever revokes a token
///    means what was made of it as well.* It issues no tokens. *Why: minutes would be for ever.*
/// 8. A token is a [dev.streambed.gateway.auth.VerifiedCredential] to whoever keeps it, never the
///    token itself.
///
/// Out of scope: what the customer may do (`limit`), issuing customers' own tokens and revoking
/// (the CLI).
@NullMarked
package dev.streambed.gateway.auth;

import org.jspecify.annotations.NullMarked;
