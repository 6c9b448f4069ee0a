package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.CustomerId;
import java.time.Instant;
import java.time.YearMonth;

/// A customer has come to a threshold of its budget.
///
/// @param percent 50, 80 or 100; 100: it is used up, which means that another request like the last
///   would be refused
/// @param spentNanoDollars in the month, of answers that are settled
/// @param budgetNanoDollars of the month
/// @param at when that was found
public record ThresholdCrossing(
    CustomerId customer,
    YearMonth month,
    int percent,
    long spentNanoDollars,
    long budgetNanoDollars,
    Instant at) {}
