-- Slurm's plug-in cli_filter/lua runs this inside sbatch, as the user, before the job is sent to the controller. It shows what qeperf
-- finds impossible or wasteful in a job of pw.x. A job is submitted for all that, unless `refuse` is true and the job would fail.
-- Whatever goes wrong here, the job is submitted.

local settings = {
   -- The program and what it needs to know of the site: the folder of machine files, and the machine's name there.
   command = "java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xlog:disable "
      .. "-cp '/opt/qeperf-filter/*' org.qeperf.examples.submit.CheckSubmission /etc/qeperf/machines lab",
   -- Longer than this nobody waits for it, in seconds.
   seconds = 5,
   -- Whether a job that would fail is refused.
   refuse = false,
}

-- What counts more on the command line than in the script. `json_cli_options` tells which of them were given at all.
local asked = { "nodes", "ntasks", "ntasks-per-node", "cpus-per-task", "mem", "mem-per-cpu", "time", "partition" }

local STOPS = 2

local function quoted(text)
   return "'" .. tostring(text):gsub("'", "'\\''") .. "'"
end

local function read(path)
   local file = io.open(path, "rb")
   if file == nil then
      return nil
   end
   local text = file:read(4 * 1024 * 1024)
   file:close()
   return text
end

local function given(options)
   local json = slurm.json_cli_options(options)
   local words = ""
   for _, name in ipairs(asked) do
      if json:find('"' .. name .. '":', 1, true) then
         words = words .. " " .. quoted("--" .. name .. "=" .. options[name])
      end
   end
   return words
end

-- Shows the findings; whether the job would fail.
local function check(options, path)
   local command = string.format("timeout %d %s %s %s%s 2>/dev/null; echo $?", settings.seconds, settings.command,
      quoted(options.chdir), quoted(path), given(options))
   local pipe = io.popen(command)
   local lines = {}
   for line in pipe:lines() do
      lines[#lines + 1] = line
   end
   pipe:close()
   local status = tonumber(table.remove(lines))
   if status ~= 0 and status ~= STOPS then
      slurm.log_verbose("qeperf: no answer, status %s", tostring(status))
      return false
   end
   for _, line in ipairs(lines) do
      slurm.log_info("qeperf: %s", line)
   end
   return status == STOPS
end

local function filter(options)
   if options.type ~= "sbatch" or os.getenv("QEPERF_FILTER") == "off" then
      return false
   end
   local path, made = options.argv[1], nil
   if path == nil and options.wrap ~= nil then
      path = os.tmpname()
      made = path
      local file = io.open(path, "wb")
      file:write("#!/bin/sh\n", options.wrap, "\n")
      file:close()
   end
   local text = path and read(path)
   local fails = text ~= nil and text:find("pw%.x") ~= nil and check(options, path)
   if made then
      os.remove(made)
   end
   return fails
end

function slurm_cli_setup_defaults(options, early)
   return slurm.SUCCESS
end

function slurm_cli_pre_submit(options, offset)
   local worked, fails = pcall(filter, options)
   if not worked then
      slurm.log_verbose("qeperf: %s", tostring(fails))
   elseif fails and settings.refuse then
      slurm.log_error("qeperf: not submitted; QEPERF_FILTER=off submits it for all that")
      return slurm.ERROR
   end
   return slurm.SUCCESS
end

function slurm_cli_post_submit(offset, job, step)
   return slurm.SUCCESS
end

return slurm.SUCCESS
