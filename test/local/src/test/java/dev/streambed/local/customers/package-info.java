/// Tests of customers, tokens and the example.
@NullMarked
package dev.streambed.local.customers;

import org.jspecify.annotations.NullMarked;
