module.exports = require("cdktn/lib/private/unique");
