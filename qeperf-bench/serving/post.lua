-- Posts the file that BODY names, a form with the boundary "qeperf-serving", again and again.
local file = assert(io.open(os.getenv("BODY"), "rb"))
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = os.getenv("TYPE") or "multipart/form-data; boundary=qeperf-serving"
file:close()
