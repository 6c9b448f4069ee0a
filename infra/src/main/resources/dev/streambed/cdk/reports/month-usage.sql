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
    cost_nano_usd{more_columns}
  FROM usage_log
  WHERE dt >= CAST(CAST({first_day} - INTERVAL '1' DAY AS date) AS varchar)
    AND dt < CAST(CAST({first_day} + INTERVAL '1' MONTH + INTERVAL '7' DAY AS date) AS varchar)
    AND CAST(from_unixtime("timestamp") AS date) >= {first_day}
    AND CAST(from_unixtime("timestamp") AS date) < CAST({first_day} + INTERVAL '1' MONTH AS date)
),
-- A sweep may write a second line of a request, with an estimate, when the table did not take the
-- record of the first: what the answer itself said counts.
month_usage AS (
  SELECT *
  FROM (
    SELECT
      *,
      max(CASE outcome WHEN 'killed' THEN 0 ELSE 1 END)
        OVER (PARTITION BY customer_id, request_id, "timestamp") AS ended_by_itself
    FROM lines
  )
  WHERE ended_by_itself = CASE outcome WHEN 'killed' THEN 0 ELSE 1 END
)
