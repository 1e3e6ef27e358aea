import { NOW } from './redis-scripts.ts'

/*
 * The queue for an integration's slots, shared by the instances. A ticket is `<instance>:<number>`; it is the name of
 * the slot it is given as well. Each instance asks for its own tickets, and is given a slot for those of them that have
 * no more living tickets before them than there are slots: everybody before keeps theirs until they ask.
 *
 * KEYS: slots (ticket → when its lease ends), queue (ticket → when it came, in microseconds), seen (instance → when it
 * last asked), capacity. ARGV: instance, lease, capacity as long as none is known, then the script's own.
 */

/** An instance that has not asked for that part of the lease is passed over; one that has not for all of it, forgotten. */
const SILENT_PART = 5

/** Gives whether the queue has forgotten us, then each ticket of ours that got a slot, and how many are in use with it. */
const HAND_OUT = `
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - ARGV[2])
local capacity = tonumber(redis.call('GET', KEYS[4]) or ARGV[3])
local used = redis.call('ZCARD', KEYS[1])
local at, ahead, given = 0, 0, {forgotten}
while used + ahead < capacity do
  local ticket = redis.call('ZRANGE', KEYS[2], at, at)[1]
  if not ticket then break end
  local instance = string.match(ticket, '^[^:]+')
  local seen = redis.call('ZSCORE', KEYS[3], instance)
  if instance == ARGV[1] then
    used = used + 1
    redis.call('ZREM', KEYS[2], ticket)
    redis.call('ZADD', KEYS[1], now + ARGV[2], ticket)
    given[#given + 1] = ticket
    given[#given + 1] = used
  elseif not seen then
    redis.call('ZREM', KEYS[2], ticket)
  else
    if tonumber(seen) > now - ARGV[2] / ${SILENT_PART} then ahead = ahead + 1 end
    at = at + 1
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[2] * 2)
if redis.call('PEXPIRE', KEYS[2], ARGV[2] * 2) == 1 then
  redis.call('ZADD', KEYS[3], now, ARGV[1])
  redis.call('PEXPIRE', KEYS[3], ARGV[2] * 2)
end
return given`

/** ARGV: ticket. Puts it at the end of the queue. */
export const JOIN_QUEUE = `${NOW}
local forgotten = 0
local last = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')[2]
redis.call('ZADD', KEYS[2], math.max(time[1] * 1000000 + time[2], (tonumber(last) or 0) + 1), ARGV[4])
${HAND_OUT}`

/** ARGV: the ticket of ours that waits longest. */
export const ASK_QUEUE = `${NOW}
local forgotten = 1
if redis.call('ZSCORE', KEYS[2], ARGV[4]) or redis.call('ZSCORE', KEYS[1], ARGV[4]) then forgotten = 0 end
${HAND_OUT}`

/** ARGV: ticket, capacity or nothing, how long it is believed. Ends the ticket, wherever it is. */
export const LEAVE_QUEUE = `${NOW}
local forgotten = 0
redis.call('ZREM', KEYS[1], ARGV[4])
redis.call('ZREM', KEYS[2], ARGV[4])
if ARGV[5] ~= '' then redis.call('SET', KEYS[4], ARGV[5], 'PX', ARGV[6]) end
${HAND_OUT}`

/** KEYS: slots. ARGV: slot, lease. A slot in use is in use, even if Redis has forgotten it. */
export const RENEW_SLOT = `${NOW}
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[2] * 2)
return 1`
