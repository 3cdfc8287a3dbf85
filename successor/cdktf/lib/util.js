module.exports = require("cdktn/lib/util");
