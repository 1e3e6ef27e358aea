/*
 * What must happen at once in Redis. Each script touches one key. Times are Redis's own, in milliseconds: the clocks of
 * the instances may differ. Instances say and are told how long ago something was.
 */

export const NOW = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`

/**
 * KEYS: outcome. ARGV: fingerprint, owner, lease, lifetime. Gives the state found, and what belongs to it: of a claim its
 * id, and of one under which nothing was sent when its lease ends. The id of a claim is its first owner, and stays with the outcome. A state that another
 * version has written down, and this one does not know, may be a delivery.
 */
export const CLAIM = `${NOW}
local known = redis.call('HMGET', KEYS[1], 'fingerprint', 'state', 'lease', 'since', 'delivered', 'id')
if known[1] and known[1] ~= ARGV[1] then return {'other-content'} end
if known[2] == 'delivered' then return {'delivered', known[5]} end
if known[3] and tonumber(known[3]) > now then return {'running'} end
local sent = known[2] and known[2] ~= 'claimed'
local id = known[6] or ARGV[2]
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'owner', ARGV[2], 'id', id, 'lease', now + ARGV[3],
  'state', sent and 'unknown' or 'claimed')
redis.call('PEXPIRE', KEYS[1], ARGV[4])
if sent then return {'unknown', tostring(now - (tonumber(known[4]) or now)), id} end
return {'claimed', '', id, now + ARGV[3]}`

/**
 * KEYS: outcome. ARGV: owner, lease, fingerprint, state, age, lifetime, id, when it may have ended. Keeps a claim; makes it
 * anew where Redis has forgotten it, so that a restart without its data does not let a second delivery through. From the
 * time on when it may have ended, a claim that is not there may have been taken over and given up by somebody else, who has
 * said that nothing was attached: then it stays away. Ends with `taken` where something else is under the key, and with
 * `gone` where nothing is.
 */
const KEEP = `${NOW}
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then
  if redis.call('EXISTS', KEYS[1]) == 1 then return {'taken'} end
  if now >= tonumber(ARGV[8]) then return {'gone'} end
  redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'fingerprint', ARGV[3], 'state', ARGV[4], 'since', now - ARGV[5],
    'id', ARGV[7])
end
redis.call('HSET', KEYS[1], 'lease', now + ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[6])
`

/**
 * Gives `ours` and when the lease ends. What is there stays as it is: a renewal on its way while the claim is marked as
 * sending must not take the mark back.
 */
export const RENEW = `${KEEP}
return {'ours', now + ARGV[2]}`

/** What turns up may be of the first try: it stays the one from which the time counts. */
export const MARK_SENDING = `${KEEP}
if redis.call('HGET', KEYS[1], 'state') ~= 'sending' then
  redis.call('HSET', KEYS[1], 'state', 'sending', 'since', now)
end
return {'ours'}`

/** KEYS: outcome. ARGV: fingerprint, delivered, lifetime. A delivery is a fact, whoever holds the claim by now. */
export const FINISH_DELIVERED = `
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'state', 'delivered', 'delivered', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`

/** KEYS: outcome. ARGV: owner, fingerprint, age, lifetime, id. */
export const FINISH_UNKNOWN = `${NOW}
local owner = redis.call('HGET', KEYS[1], 'owner')
if owner ~= ARGV[1] and redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[2], 'state', 'unknown', 'since', now - ARGV[3], 'lease', 0,
  'id', ARGV[5])
redis.call('HDEL', KEYS[1], 'owner')
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`

/** KEYS: outcome. ARGV: owner. */
export const FINISH_NONE = `
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`

/** KEYS: anything. ARGV: lifetime. Asks for the time as well: a user who may read and write need not be allowed to. */
export const WRITE_SOMETHING = `${NOW}
return redis.call('SET', KEYS[1], now, 'PX', ARGV[1])`

/** KEYS: files. Gives how many there are. */
export const COUNTED_FILES = `return redis.call('SCARD', KEYS[1])`

/**
 * A member of `files` is a place: the claim's id that holds it, `>` and the id under which the same file was sent anyway,
 * `~` while that one is maybe attached, `?` and the fingerprint of the holder's file while that is.
 */
const PLACE = `'^([^>?]+)>?([^~?]*)(~?)%??(.*)$'`

/**
 * KEYS: files. ARGV: claim's id, fingerprint, most, lifetime; a longer one stays. Gives 1 when the file is among the
 * first `most`.
 */
export const COUNT_FILE = `
local places = redis.call('SMEMBERS', KEYS[1])
local counted, shared, with
for _, place in ipairs(places) do
  local holder, second, _, doubt = string.match(place, ${PLACE})
  counted = counted or holder == ARGV[1] or second == ARGV[1]
  if second == '' and doubt == ARGV[2] then shared, with = place, holder end
end
if not counted and shared then
  redis.call('SADD', KEYS[1], with .. '>' .. ARGV[1] .. '?' .. ARGV[2])
  redis.call('SREM', KEYS[1], shared)
elseif not counted then
  if #places >= tonumber(ARGV[3]) then return 0 end
  redis.call('SADD', KEYS[1], ARGV[1])
end
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[4]) then redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
return 1`

/**
 * KEYS: files. ARGV: claim's id, fingerprint, what became of it. The new member comes before the old one goes: a set that
 * is empty in between forgets when it ends.
 */
export const SETTLE_FILE = `
for _, place in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  local holder, second, mark, doubt = string.match(place, ${PLACE})
  if holder == ARGV[1] or second == ARGV[1] then
    if second == ARGV[1] then
      if ARGV[3] == 'none' then second = '' end
      mark = ARGV[3] == 'unknown' and '~' or ''
    elseif ARGV[3] == 'none' then holder, second, mark, doubt = second, '', '', mark == '~' and ARGV[2] or ''
    else doubt = ARGV[3] == 'unknown' and ARGV[2] or '' end
    local settled = holder .. (second == '' and '' or '>' .. second .. mark) .. (doubt == '' and '' or '?' .. doubt)
    if settled == place then return 1 end
    if settled ~= '' then redis.call('SADD', KEYS[1], settled) end
    return redis.call('SREM', KEYS[1], place)
  end
end
return 0`
