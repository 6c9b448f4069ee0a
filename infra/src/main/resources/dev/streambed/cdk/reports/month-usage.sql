-- Every request that was admitted in the month (UTC), once: delivery may repeat a line.
-- dt is the day on which the oldest line of a file arrived. A file may begin before midnight and
-- an answer or its delivery may end after it, so days around the month are read too.
WITH lines AS (
  SELECT DISTINCT
    customer_id,
    request_id,
    "timestamp",
    CAST(from_unixtime("timestamp") AS date) AS day,
    event_type,
    outcome,
    model_id,
    input_tokens,
    output_tokens,
    cache_read_tokens,
    cache_write_tokens,
    duration_ms,
    first_piece_ms,
    usage_source,
    cost_nano_usd,
    attempts{more_columns}
  FROM usage_log
  WHERE dt >= CAST(CAST({first_day} - INTERVAL '1' DAY AS date) AS varchar)
    AND dt < CAST(CAST({first_day} + INTERVAL '1' MONTH + INTERVAL '7' DAY AS date) AS varchar)
    AND CAST(from_unixtime("timestamp") AS date) >= {first_day}
    AND CAST(from_unixtime("timestamp") AS date) < CAST({first_day} + INTERVAL '1' MONTH AS date)
),
-- A sweep may write a second line of a request, with an estimate, when the table did not take the
-- record of the first: what the answer itself said counts.
month_requests AS (
  SELECT *, coalesce(cardinality(attempts), 1) AS attempted
  FROM (
    SELECT
      *,
      max(CASE outcome WHEN 'killed' THEN 0 ELSE 1 END)
        OVER (PARTITION BY customer_id, request_id, "timestamp") AS ended_by_itself
    FROM lines
  )
  WHERE ended_by_itself = CASE outcome WHEN 'killed' THEN 0 ELSE 1 END
),
-- A request that several models were asked for is a row for each of them, with what that one used.
-- The last one counts as the request.
month_usage AS (
  SELECT
    customer_id,
    day,
    CASE WHEN attempts IS NULL THEN model_id ELSE attempts[number].model_id END AS model_id,
    CASE WHEN number = attempted THEN event_type END AS event_type,
    CASE WHEN number = attempted THEN usage_source END AS usage_source,
    CASE WHEN number = attempted THEN duration_ms END AS duration_ms,
    CASE WHEN number = attempted THEN first_piece_ms END AS first_piece_ms,
    number = attempted AND cost_nano_usd IS NULL AND usage_source <> 'none' AS is_unpriced,
    CASE WHEN attempts IS NULL THEN input_tokens ELSE attempts[number].input_tokens END
      AS input_tokens,
    CASE WHEN attempts IS NULL THEN output_tokens ELSE attempts[number].output_tokens END
      AS output_tokens,
    CASE WHEN attempts IS NULL THEN cache_read_tokens ELSE attempts[number].cache_read_tokens END
      AS cache_read_tokens,
    CASE WHEN attempts IS NULL THEN cache_write_tokens ELSE attempts[number].cache_write_tokens END
      AS cache_write_tokens,
    CASE WHEN attempts IS NULL THEN cost_nano_usd ELSE attempts[number].cost_nano_usd END
      AS cost_nano_usd{more_columns}
  FROM month_requests CROSS JOIN UNNEST(sequence(1, attempted)) AS numbers (number)
)
