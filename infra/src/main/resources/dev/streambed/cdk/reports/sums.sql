  count(event_type) AS requests,
  count(*) FILTER (WHERE event_type = 'bedrock_error') AS failed_requests,
  coalesce(sum(input_tokens), 0) AS input_tokens,
  coalesce(sum(output_tokens), 0) AS output_tokens,
  coalesce(sum(cache_read_tokens), 0) AS cache_read_tokens,
  coalesce(sum(cache_write_tokens), 0) AS cache_write_tokens,
  CAST(coalesce(sum(cost_nano_usd), 0) AS decimal(19, 0)) * CAST('0.000000001' AS decimal(10, 9))
    AS cost_usd,
  count(*) FILTER (WHERE is_unpriced) AS unpriced_requests,
  count(*) FILTER (WHERE usage_source = 'estimate') AS estimated_requests
